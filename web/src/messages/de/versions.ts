// Versions of files, and folders as they were.
import type { versions as english } from "../en/versions";
import { counted, number } from "../count";

const objects = (count: number) => counted(count, "Objekt", "Objekte");

export const versions: typeof english = {
  // words.ts
  unknownTime: "zu unbekannter Zeit",
  sameSize: "gleiche Größe",
  suspended: "Dieser Bucket legt keine Versionen mehr an. Die vorhandenen bleiben erhalten.",
  off: "Dieser Bucket behält keine Versionen: Was überschrieben oder gelöscht wird, ist weg.",
  unknown: "Wardrobe konnte nicht sehen, ob dieser Bucket Versionen behält.",
  goneThen: "Die Datei ist dann weg: Sie hat keine andere Version.",
  deletedThen: "Die Datei ist dann gelöscht, wie sie es vorher war.",
  asItWasThen: (when) => `Die Datei ist dann, wie sie am ${when} war.`,
  nothingElse: "Sonst ändert sich nichts.",
  fileStays: "Die Datei selbst bleibt, wie sie ist.",

  // compare.tsx
  comparing: "Wird verglichen",
  notText: "Nicht beides ist Text",
  onlyText:
    "Nur Text lässt sich Zeile für Zeile vergleichen. Sehen Sie sich beide einzeln an, oder laden Sie sie herunter.",
  tooDifferent: "Sie unterscheiden sich zu sehr",
  takesTooLong:
    "Der Vergleich Zeile für Zeile dauert zu lange. Sehen Sie sich beide einzeln an, oder laden Sie sie herunter.",
  fromTo: (from, to, added, removed) =>
    `Von ${from} bis ${to}: ${added + removed === 0 ? "Keine Zeile unterscheidet sich." : `${counted(added, "Zeile", "Zeilen")} hinzugefügt, ${counted(removed, "Zeile", "Zeilen")} entfernt.`}`,
  onlyFirst: (size) => `Nur die ersten ${size} von beiden wurden verglichen.`,
  differences: "Unterschiede",
  linesShown: (count) => `Nur die ersten ${number(count)} Zeilen werden gezeigt.`,
  equalLines: (count) => counted(count, "gleiche Zeile", "gleiche Zeilen"),

  // delete-version.tsx
  removeMarkerAsk: "Diese Löschmarkierung entfernen?",
  deleteAsk: "Diese Version endgültig löschen?",
  cancel: "Abbrechen",
  removeMarker: "Markierung entfernen",
  deleteForGood: "Endgültig löschen",
  markerWords: (when, name, then) =>
    `Am ${when} wurde „${name}“ gelöscht: Die Markierung verdeckt, was davor war. ${then}`,
  versionWords: (name, when, size, then) => `Die Version von „${name}“ vom ${when}, ${size}. ${then}`,
  goneForGood: "Sie ist endgültig weg: Weder S3 noch Wardrobe können sie zurückbringen.",
  nothingDeleted: "Nichts wurde gelöscht",

  // past-dialog.tsx
  hourAgo: "Vor einer Stunde",
  yesterday: "Gestern",
  weekAgo: "Vor einer Woche",
  chooseMoment: "Wählen Sie Tag und Uhrzeit.",
  asItWas: (folder) => `„${folder}“, wie es war`,
  showIt: "Anzeigen",
  moment: "Zeitpunkt, in Ihrer eigenen Zeit",
  momentHint: "Die Seite zeigt dann, was in dem Ordner war. Geändert wird dadurch nichts.",
  earlier: "Früher",

  // past-folder.tsx
  asItWasOn: (folder, when) => `${folder}, wie es am ${when} war`,
  momentBar: "Zeitpunkt",
  barWords: (when) => `Wie es am ${when} war.`,
  onlyLook: "Nur zum Ansehen.",
  anotherMoment: "Anderer Zeitpunkt …",
  restoreFolder: "Ordner auf diesen Zeitpunkt zurücksetzen …",
  backToNow: "Zurück zu jetzt",
  filesIn: (folder, when) => `Dateien in ${folder} am ${when}`,
  open: "Öffnen",
  download: "Herunterladen",
  versions: "Versionen",
  restoreTo: "Auf diesen Zeitpunkt zurücksetzen",
  notShown: "Dieser Zeitpunkt kann nicht gezeigt werden",
  nothingThen: "Damals war hier nichts",
  nothingThenWords: (when) =>
    `Am ${when} war in diesem Ordner kein Objekt, soweit die erhaltenen Versionen es zeigen.`,

  // restore-dialog.tsx
  isAsItWas: (name, when) => `„${name}“ ist, wie es am ${when} war`,
  restoreAsk: (name) => `„${name}“ auf diesen Zeitpunkt zurücksetzen?`,
  stop: "Abbrechen",
  close: "Schließen",
  tryAgain: "Noch einmal versuchen",
  restoreSome: (count) => `${objects(count)} zurücksetzen`,
  restore: "Zurücksetzen",
  notRestorable: "Es kann nicht zurückgesetzt werden",
  otherContent: (count, size) =>
    count === 1
      ? `${objects(count)} (${size}) hatte damals einen anderen Inhalt oder ist jetzt gelöscht: Die damalige Version wird darüber kopiert.`
      : `${objects(count)} (${size}) hatten damals einen anderen Inhalt oder sind jetzt gelöscht: Die damalige Version wird darüber kopiert.`,
  notThereThen: (count) =>
    count === 1
      ? `${objects(count)} war damals nicht da: Es wird gelöscht und bleibt als ältere Version erhalten.`
      : `${objects(count)} waren damals nicht da: Sie werden gelöscht und bleiben als ältere Versionen erhalten.`,
  nothingToRestore: (when) => `Alles ist, wie es am ${when} war. Es gibt nichts zurückzusetzen.`,
  toBeAsOn: (when) => `Damit es wird wie am ${when}:`,
  counting: "Unterschiede werden gezählt",
  keptAll:
    "Nichts wird endgültig gelöscht: Was jetzt da ist, bleibt als ältere Version, und ein Zurücksetzen auf jetzt bringt es zurück. Jede Kopie wird noch einmal gespeichert und bezahlt.",
  restoring: "Wird zurückgesetzt",
  restoredSome: (count, all) =>
    all === null ? `${objects(count)} zurückgesetzt` : `${number(count)} von ${objects(all)} zurückgesetzt`,
  stoppedHere: ". Abgebrochen: Der Rest ist, wie er jetzt ist.",
  brokeOff: "Es ist abgebrochen",
  notRestored: (count) => `${objects(count)} nicht zurückgesetzt`,

  // version-row.tsx
  deleted: "Gelöscht",
  compareOne: (when) => `Version vom ${when} vergleichen`,
  deletedNow: "Jetzt gelöscht",
  current: "Aktuell",
  beingRestored: "Wird wiederhergestellt",
  previewOne: (when) => `Vorschau der Version vom ${when}`,
  versionOf: (when) => `Die Version vom ${when}`,
  moreFor: (when) => `Mehr zur Version vom ${when}`,
  restoreVersion: "Diese Version wiederherstellen",
  removeThisMarker: "Diese Löschmarkierung entfernen",
  deleteThis: "Diese Version endgültig löschen",

  // versions-dialog.tsx
  fileAsItWas: (name, when) => `${name} ist, wie sie am ${when} war`,
  twoVersions: (name) => `Zwei Versionen von „${name}“`,
  backToAll: "Zurück zu allen Versionen",
  versionsOf: (name) => `Versionen von „${name}“`,
  compareTwo: "Die beiden gewählten vergleichen",
  nothingChanged: "Nichts wurde geändert",
  asking: "S3 wird gefragt",
  noneLeft: "Keine Version ist mehr da",
  noneLeftWords: "Unter diesem Namen ist nichts mehr im Bucket.",
  newestFirst: (count) => `${counted(count, "Version", "Versionen")}, neueste zuerst`,
  listOf: (name) => `Versionen von ${name}`,
  showMore: (count) => `Mehr von ${counted(count, "Version", "Versionen")} anzeigen`,
};
