// What is said of uploads.
import type { transfer as english } from "../en/transfer";
import { counted, number } from "../count";

const files = (count: number) => counted(count, "Datei", "Dateien");

export const transfer: typeof english = {
  // around.tsx
  through: "Die Daten gehen durch Wardrobe: Der Bucket lässt Seiten nicht direkt an ihn senden.",
  whatWould: "Was das ermöglichen würde",
  straight: "Direkt zum Bucket",
  straightWords: "Es ist alles in Ordnung. Direkt zum Bucket nehmen große Dateien einen kürzeren Weg.",

  // bytes.ts
  changed: "Die Datei wurde geändert oder verschoben, nachdem sie ausgewählt war.",
  refusedPart: (code) => `Der Speicher hat einen Teil abgelehnt: ${code}`,

  // compare.ts
  noChecksums:
    "Der Speicher führt keine Prüfsummen: Ob dies die Datei ist, mit der begonnen wurde, lässt sich nicht sagen. Entfernen Sie den Upload und laden Sie die Datei neu hoch.",
  otherBeginning: (size) =>
    `Dies ist nicht die Datei, mit der begonnen wurde: Ihre ersten ${size} sind nicht das, was S3 hat. Wählen Sie die richtige, oder brechen Sie ab.`,
  otherBetween: (from, to) =>
    `Dies ist nicht die Datei, mit der begonnen wurde: Was zwischen ${from} und ${to} liegt, ist nicht das, was S3 hat. Wählen Sie die richtige, oder brechen Sie ab.`,

  // conflict-dialog.tsx
  isThere: (name) => `„${name}“ ist schon vorhanden`,
  skip: "Überspringen",
  ifNewer: "Ersetzen, falls neuer",
  replace: "Ersetzen",
  keepBoth: "Beide behalten",
  inBucket: "Im Bucket",
  yours: "Ihre",
  choices: (next) =>
    `Ersetzen überschreibt sie; „falls neuer“ nur dort, wo Ihre geändert wurde, nachdem sie gespeichert war. Beide behalten speichert Ihre als „${next}“ oder unter dem nächsten freien Namen.`,
  sameForOthers: (count) => `Ebenso für ${number(count)} weitere und alle, die noch folgen`,
  sameForRest: "Ebenso für alle, die in diesem Upload noch folgen",
  changedOn: (size, moment) => `${size}, geändert ${moment}`,

  // engine.ts
  asked: "Abgebrochen. S3 hat sie vielleicht schon gespeichert: Sehen Sie im Ordner nach",
  notFound:
    "Die Datei ist nicht mehr da, wo sie war, oder der Browser darf sie nicht lesen. Wählen Sie sie aus.",
  nameTooLong: (bytes, most) => `Der Name hat ${bytes} Bytes; S3 nimmt ${most}.`,
  notRemoved:
    "Was gesendet wurde, ließ sich gerade nicht entfernen; der Server tut es innerhalb eines Tages.",
  otherPerson: (now) =>
    `Von jemand anderem begonnen; Sie sind jetzt ${now}. Versuchen Sie es noch einmal, um sie als diese Person hochzuladen.`,
  nothingStored: (why) => `${why} Nichts wurde gespeichert.`,

  // gate.ts
  noNetwork: "Es gibt kein Netz. Es geht von selbst weiter.",
  signedOut: "Sie sind abgemeldet. Melden Sie sich erneut an, dann geht es weiter.",
  roleClosed: (role) => `Die Rolle ${role} ist geschlossen. Öffnen Sie sie wieder, dann geht es weiter.`,
  ended: (role) =>
    `Die Zugangsdaten${role ? ` von ${role}` : ""} sind abgelaufen. Melden Sie sich erneut an, dann geht es weiter.`,
  who: (person, role, account) => `${person} als ${role} in ${account}`,

  // left.ts
  otherSize: (file, size, name, begun) =>
    `„${file}“ hat ${size}; „${name}“ wurde mit ${begun} begonnen. Wählen Sie die Datei, mit der begonnen wurde.`,
  exactly: (bytes) => `${bytes} Bytes`,

  // part.ts
  slowDown: "S3 bittet darum, langsamer zu machen.",

  // parts.ts
  otherTab: "Sie wird gerade in einem anderen Tab dieses Browsers gesendet.",

  // refused.tsx
  whatHelps: "Was helfen würde",
  helpWith: (path) => `Was bei ${path} helfen würde`,
  refused: (path) => `„${path}“ wurde nicht hochgeladen`,
  tryAgain: "Noch einmal versuchen",

  // request.ts
  connectionBroke: "Die Verbindung ist abgebrochen.",

  // transfer-panel.tsx
  uploads: "Uploads",
  showLess: "Weniger anzeigen",
  showAll: "Alle Uploads anzeigen",
  close: "Schließen",
  allUploads: "Alle Uploads",
  tryNow: "Jetzt versuchen",
  more: (count) => `und ${number(count)} weitere`,
  tryFailed: "Fehlgeschlagene noch einmal versuchen",
  clear: "Fertige entfernen",
  pauseAll: "Alle anhalten",
  goOnAll: "Alle fortsetzen",
  cancelAll: "Alle abbrechen",

  // transfer-row.tsx
  checksumOf: "Die Prüfsumme, die S3 über das Gespeicherte berechnet hat",
  answerFor: (path) => `Für ${path} antworten`,
  answer: "Antworten",
  again: (path) => `${path} noch einmal hochladen`,
  remove: (path) => `${path} aus dieser Liste entfernen`,
  goOnWith: (path) => `${path} fortsetzen`,
  pause: (path) => `${path} anhalten`,
  cancel: (path) => `${path} abbrechen`,
  goOn: "Fortsetzen",
  chooseFor: (path) => `Datei auswählen: ${path}`,
  choose: "Datei auswählen",
  fileOf: (path) => `Die Datei zu ${path}`,

  // walk.ts
  gone: "Es ist nicht mehr da.",
  notAllowed: "Der Browser durfte es nicht lesen.",
  notRead: "Der Browser konnte es nicht lesen.",

  // words.ts
  waiting: "Wartet",
  of: (some, all) => `${some} von ${all}`,
  resting: (reason, seconds) => `${reason} Neuer Versuch in ${seconds}\u00a0s`,
  pausedAt: (some, all) => `Angehalten bei ${some} von ${all}`,
  paused: "Angehalten",
  unfinished: (size, known) =>
    `Unvollständig, ${size}. ${known ? "Setzen Sie ihn fort" : "Wählen Sie die Datei aus"}`,
  comparing: (percent) => `Vergleich mit dem, was S3 hat: ${percent}\u00a0%`,
  puttingTogether: "Alles gesendet. S3 setzt es zusammen",
  confirming: "Alles gesendet. S3 muss es noch bestätigen",
  conflict: "Es gibt schon ein Objekt dieses Namens",
  stored: "Gespeichert",
  storedAs: (name) => `Gespeichert als ${name}`,
  verified: "Prüfsumme bestätigt",
  cancelled: "Abgebrochen. Nichts wurde gespeichert",
  skipped: "Übersprungen. Was da war, bleibt",
  looking: (count) => `Ordner werden durchgesehen: bisher ${files(count)}`,
  allPaused: "Uploads sind angehalten",
  needAnswer: (count) => `${files(count)} ${count === 1 ? "braucht" : "brauchen"} eine Antwort`,
  uploading: (done, total) => `Hochladen: ${number(done)} von ${files(total)} gespeichert`,
  notUploaded: (count) => `${files(count)} ${count === 1 ? "konnte" : "konnten"} nicht hochgeladen werden`,
  somePaused: (count) => `${files(count)} angehalten`,
  left: (count) => (count === 1 ? "Ein unvollständiger Upload" : `${number(count)} unvollständige Uploads`),
  nothing: "Nichts wurde hochgeladen",
  uploaded: (count) => `${files(count)} hochgeladen`,
  alreadyThere: (count) => `${files(count)} schon vorhanden; Ihre Antwort wird gebraucht.`,
  begun: (count) =>
    count === 1 ? `${files(count)} wird hochgeladen.` : `${files(count)} werden hochgeladen.`,
  someSkipped: (count) => `${number(count)} übersprungen`,
  perSecond: (size) => `${size}/s`,
  timeLeft: (time) => `noch ${time}`,
};
