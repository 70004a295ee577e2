// What can be done by keys and commands.
import type { commands as english } from "../en/commands";

export const commands: typeof english = {
  // commands.ts, folder-menu.tsx
  nothingSelected: "Nichts ist ausgewählt",
  moreThanOne: "Mehr als eines ist ausgewählt",
  onlyFiles: "Nur Dateien haben Versionen",
  uploadFiles: "Dateien hochladen",
  paste: "Einfügen",
  nothingHeld: "Nichts ist kopiert oder ausgeschnitten",
  nothingToUndo: "Es gibt nichts rückgängig zu machen",
  wholeBucket: "Das ist der ganze Bucket",
  folderAsItWas: "Der Ordner, wie er zu einem Zeitpunkt war",
  folderProperties: "Eigenschaften dieses Ordners",
  takeStar: "Diesem Ordner den Stern wegnehmen",
  giveStar: "Diesen Ordner mit einem Stern versehen",
  nextView: "Zwischen Liste, Kacheln und Galerie wechseln",
  showAs: (view) => `Als ${view} zeigen`,
  someThumbnails: "Vorschaubilder zeigen",
  noThumbnails: "Keine Vorschaubilder zeigen",
  allKeys: "Alle Tasten",

  // help-dialog.tsx
  keyboard: "Tastatur",
  singles: "Tasten ohne Strg oder Alt",
  singlesWords:
    "Einzelne Buchstaben und Zeichen, wie ? und der Anfang eines Namens. Schalten Sie sie aus, wenn Sie mit Ihrem Rechner sprechen oder sie versehentlich drücken. F1 und Strg+K gehen trotzdem. Dieser Browser merkt es sich.",
  or: "oder",
  off: "(aus)",
  groups: {
    Go: "Von Ort zu Ort gehen",
    Select: "Auswählen",
    Look: "Ansehen",
    Change: "Ändern",
    Help: "Sich zurechtfinden",
  },

  // palette-dialog.tsx
  commands: "Befehle",
  find: "Einen Befehl oder einen Ort finden",
  found: "Gefunden",
  commandsAndPlaces: "Befehle und Orte",
  none: "Nichts heißt so.",
  do: "Tun",

  // palette-places.ts
  places: "Orte",
  openRoles: "Offene Rollen",

  // keyboard.ts
  keys: {
    move: "Zu einer anderen Zeile gehen und sie auswählen",
    type: "Zur Zeile gehen, die so beginnt",
    open: "Öffnen",
    parent: "Zum Ordner darüber",
    address: "Eine Adresse eingeben",
    filter: "Nach Namen filtern",
    range: "Alles von hier bis dort auswählen",
    goOn: "Weitergehen, ohne auszuwählen",
    addRange: "Alles von hier bis dort zusätzlich auswählen",
    toggle: "Auch diese Zeile auswählen, oder nicht mehr",
    all: "Alles auswählen",
    clear: "Auswahl aufheben",
    look: "Die Zeile ansehen, und noch einmal: schließen. Eine Zeile, die nicht ausgewählt ist, wird zuerst ausgewählt",
    view: "Zwischen Liste, Kacheln und Galerie wechseln. Ein Name, der mit v beginnt: Umschalt+V",
    properties: "Eigenschaften",
    versions: "Versionen",
    menu: "Menü der Zeile",
    rename: "Umbenennen",
    delete: "Löschen",
    copy: "Kopieren",
    cut: "Ausschneiden, um es zu verschieben",
    paste: "Einfügen, was kopiert oder ausgeschnitten ist",
    undo: "Das Letzte rückgängig machen",
    newFolder: "Neuer Ordner",
    commands: "Alle Befehle",
    help: "Diese Tasten",
  },
  onKeys: {
    Ctrl: "Strg",
    Shift: "Umschalt",
    Space: "Leertaste",
    Enter: "Eingabe",
    Backspace: "Rücktaste",
    Del: "Entf",
    Home: "Pos1",
    End: "Ende",
    Menu: "Menü",
    "Page Up": "Bild ↑",
    "Page Down": "Bild ↓",
  },
};
