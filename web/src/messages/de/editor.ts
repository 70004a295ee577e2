// What the editor of texts says.
import { counted, number } from "../count";
import type { editor as english } from "../en/editor";

const lines = (count: number) => counted(count, "Zeile", "Zeilen");

export const editor: typeof english = {
  // index.tsx, editor-page.tsx
  opening: "Wird geöffnet",
  reading: "Wird gelesen",
  notHere: "Das lässt sich hier nicht bearbeiten",
  beginNew: "Eine neue Datei dieses Namens beginnen",
  unsavedOf: (when) => `Ihr ungespeicherter Text von ${when} ist in diesem Browser`,
  restore: "Wiederherstellen",
  discard: "Verwerfen",
  changedSince:
    "Die Datei wurde geändert, seit Sie damit begonnen haben: Beim Speichern werden Sie gefragt, was damit geschehen soll.",
  neverSaved: "Er wurde hier eingegeben und nie gespeichert.",

  // frame.tsx
  editorOf: (name) => `${name} bearbeiten`,
  back: "Zurück zu den Dateien",
  thisText: "Dieser Text",

  // editing.tsx
  find: "In diesem Text suchen",
  noWrap: "Zeilen nicht umbrechen",
  wrap: "Zeilen umbrechen",
  save: "Speichern",
  field: "Text. Escape, dann Tab verlässt ihn.",
  merged: "Zusammengeführt",
  mergedWords:
    "Ihre Änderungen und die anderen sind beide im Text. Sehen Sie ihn durch, und speichern Sie ihn.",
  saveMarks: "Mit den Markierungen speichern",
  marksLeft: "Nicht gespeichert: Die Markierungen sind noch im Text",
  lookFor: (mark) =>
    `Suchen Sie nach ${mark}, behalten Sie, was richtig ist, und entfernen Sie die Markierungen.`,
  toSettle: (count) =>
    count === 1 ? "Eine Stelle ist zu klären" : `${number(count)} Stellen sind zu klären`,
  settleWords: (from, to) =>
    `Dort haben beide dieselben Zeilen geändert. Beides steht im Text, zwischen ${from} und ${to}: Behalten Sie, was richtig ist, entfernen Sie die Markierungen, und speichern Sie.`,

  // conflict-dialog.tsx
  tooDifferentToMerge: "Sie unterscheiden sich zu sehr, um hier zusammengeführt zu werden.",
  keepEditing: "Weiter bearbeiten",
  saveAs: "Speichern als …",
  compare: "Vergleichen",
  overwrite: "Überschreiben",
  saveAnew: "Neu speichern",
  merge: "Zusammenführen",
  readingNow: "Was jetzt dort ist, wird gelesen",
  tryAgain: "Noch einmal versuchen",
  notSavedNew: "Sie konnte nicht als neu gespeichert werden",
  deletedByOther: "Von jemand anderem gelöscht",
  fileThere: "Es gibt eine Datei dieses Namens",
  changedByOther: "Von jemand anderem geändert",
  fileGone:
    "Die Datei ist nicht mehr da. Ihr Text ist noch hier. Neu gespeichert ist sie eine neue Datei, ohne die Metadaten und Tags der alten.",
  otherStored: (when) =>
    `Jemand hat${when === null ? "" : ` um ${when}`} eine Datei dieses Namens gespeichert.`,
  otherSaved: (when) =>
    `Jemand hat diese Datei${when === null ? "" : ` um ${when}`} gespeichert, nachdem Sie sie geöffnet haben.`,
  nothingLost: (canMerge) =>
    `Noch ist nichts verloren, weder Ihres noch das andere: ${canMerge ? "Führen Sie beides zusammen, überschreiben" : "Überschreiben"} Sie das andere, oder speichern Sie Ihres unter einem anderen Namen.`,
  notComparable: (why) => `Was jetzt dort ist, lässt sich weder vergleichen noch zusammenführen. ${why}`,

  // new-file-dialog.tsx, save-as.tsx
  newFile: "Neue Datei",
  cancel: "Abbrechen",
  write: "Schreiben",
  name: "Name",
  nameTaken: "Es gibt schon eine Datei dieses Namens.",
  nameHint: "Etwa notizen.md oder settings.json. Gespeichert wird sie, wenn Sie sie speichern.",
  saveUnder: "Unter diesem Namen speichern",

  // side-by-side.tsx
  tooDifferent: "Sie unterscheiden sich zu sehr, um Zeile für Zeile verglichen zu werden.",
  fromTheirs: (added, removed) =>
    `Vom anderen Text zu Ihrem: ${added + removed === 0 ? "Keine Zeile ist anders." : `${lines(added)} hinzugefügt, ${lines(removed)} entfernt.`}`,
  forms: (theirs, yours) => `Der andere: ${theirs}; Ihrer: ${yours}.`,
  differences: "Unterschiede",
  onlyFirst: (count) => `Nur die ersten ${lines(count)} werden gezeigt.`,

  // status.tsx
  hint: "Tab rückt ein; Escape, dann Tab verlässt den Text",
  saving: "Wird gespeichert …",
  notKept: "Nicht gespeichert, und dieser Browser behält nichts: Speichern Sie, bevor Sie gehen",
  notSaved: "Nicht gespeichert",
  kept: (when) => `Nicht gespeichert · in diesem Browser festgehalten: ${when}`,
  savedAt: (when) => `Gespeichert: ${when}`,
  notThere: "Noch nicht da: Speichern legt sie an",
  nothingChanged: "Nichts geändert",

  // stored.ts
  unfit: {
    binary: "Darin sind Nullen, die kein Text hat: Es ist etwas anderes.",
    "utf-16":
      "Es ist UTF-16. Hier wird nur UTF-8 bearbeitet, weil alles andere anders gespeichert würde, als es war.",
    "not-utf-8":
      "Nicht alle Bytes darin sind UTF-8. Speichern von hier würde die anderen beschädigen: Bearbeiten Sie die Datei mit einem Programm, das ihre Kodierung kennt.",
  },
  noEtag: "Der Speicher nennt kein ETag dazu, an dem sich Änderungen anderer erkennen ließen.",
  tooLarge: (size, most) =>
    `Sie hat ${size}. Bis zu ${most} werden hier bearbeitet, da ein Browser alles davon im Speicher hält.`,
  packed: (encoding) =>
    `Sie ist komprimiert gespeichert (Content-Encoding ${encoding}). Laden Sie sie herunter, entpacken Sie sie, und laden Sie sie wieder hoch.`,
  archived:
    "Sie liegt in einer Archivklasse und muss wiederhergestellt werden, bevor sie gelesen werden kann.",

  // surface.tsx: by the words that CodeMirror says
  phrases: {
    Find: "Suchen",
    Replace: "Ersetzen",
    next: "weiter",
    previous: "zurück",
    all: "alle",
    "match case": "Groß- und Kleinschreibung",
    regexp: "regulärer Ausdruck",
    "by word": "ganze Wörter",
    replace: "ersetzen",
    "replace all": "alle ersetzen",
    close: "schließen",
    "current match": "aktueller Treffer",
    "on line": "in Zeile",
    "replaced match on line $": "Treffer in Zeile $ ersetzt",
    "replaced $ matches": "$ Treffer ersetzt",
    "Go to line": "Zu Zeile",
    go: "los",
    "Control character": "Steuerzeichen",
    "Selection deleted": "Auswahl gelöscht",
  },

  // text.ts
  endings: {
    LF: "Zeilen enden mit LF",
    CRLF: "Zeilen enden mit CRLF",
    CR: "Zeilen enden mit CR",
    mixed: "Zeilen enden verschieden",
  },
  byteOrderMark: " mit Byte Order Mark",

  // unsaved.tsx
  notAllowed: "Speichern ist nicht erlaubt",
  isNotSaved: "Es ist nicht gespeichert",
  tagsForgotten:
    "S3 vergisst die Tags einer Datei, die überschrieben wird, wenn sie nicht gelesen und wieder geschrieben werden.",
  textStays: (hasExpired) =>
    `Ihr Text bleibt hier${hasExpired ? ": Melden Sie sich wieder an, und versuchen Sie es dann noch einmal" : ""}.`,
  withoutTags: "Ohne die Tags speichern",
};
