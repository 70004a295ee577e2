// What is said of jobs: work that the server does by itself.
import type { jobs as english } from "../en/jobs";
import { counted, number } from "../count";

const things = (uploads: boolean, count: number) =>
  uploads
    ? counted(count, "unvollständiger Upload", "unvollständige Uploads")
    : counted(count, "Objekt", "Objekte");

const past = {
  delete: "gelöscht",
  copy: "kopiert",
  move: "verschoben",
  change: "geändert",
  restore: "angefordert",
  "abort-uploads": "entfernt",
};

export const jobs: typeof english = {
  // words.ts
  done: past,
  things: things,
  objects: "Objekte",
  wouldBeRefused: (failed, all) => `${number(failed)} von ${all} würden verweigert`,
  stoppedAfter: (what, did) => `Abgebrochen: ${what} ${did}`,
  notDone: (what, did) => `${what} nicht ${did}`,
  didTo: (what, did, target) => (target === null ? `${what} ${did}` : `${what} nach ${target} ${did}`),
  trying: (kind, what) => `Probelauf, nichts wird ${past[kind]}: ${what}`,
  doing: (kind, what, target) =>
    target === null ? `Wird ${past[kind]}: ${what}` : `Wird nach ${target} ${past[kind]}: ${what}`,
  noWord: "Keine Nachricht vom Server. Dort geht es weiter",
  of: (some, all) => (all === null ? number(some) : `${number(some)} von ${number(all)}`),
  someFailed: (count) => `${number(count)} fehlgeschlagen`,
  queued: "Wartet, bis es an der Reihe ist",
  paused: "Angehalten",
  waitsForYou: "Wartet, bis Sie sich erneut anmelden",
  left: (time) => `noch ${time}`,
  cancelled: "Was getan ist, bleibt; der Rest ist, wie er war",
  brokeOff: "Es ist abgebrochen",
  unchanged: "Nichts wurde geändert",
  newsWaits: (title) => `${title}: wartet, bis Sie sich erneut anmelden.`,
  newsBroke: (title, why) => `${title}. Es ist abgebrochen: ${why}`,
  newsFailed: (title, count) => `${title}; ${number(count)} fehlgeschlagen.`,
  perSecond: (what) => `${what}/s`,

  // jobs-panel.tsx
  jobs: "Aufträge",
  showLess: "Weniger anzeigen",
  showAll: "Alle Aufträge anzeigen",
  close: "Schließen",
  underWay: (count) => `${counted(count, "Auftrag", "Aufträge")} in Arbeit`,
  waiting: "Wartet auf Ihre Anmeldung",
  jobsPaused: (count) => `${counted(count, "Auftrag", "Aufträge")} angehalten`,
  notAllWell: "Nicht alles ging gut",
  notWell: (bad, all) =>
    `${number(bad)} von ${counted(all, "Auftrag", "Aufträgen")} ${bad === 1 ? "ging" : "gingen"} nicht gut`,
  allDone: (count) => (count === 1 ? "Fertig" : `${counted(count, "Auftrag", "Aufträge")} fertig`),

  // job-row.tsx
  whatRefused: "Was verweigert würde",
  whatFailed: "Was fehlschlug und warum",
  replace: "Vorhandenes ersetzen",
  tryAgain: "Noch einmal versuchen",
  goOn: (what) => `Fortsetzen: ${what}`,
  pause: (what) => `Anhalten: ${what}`,
  dismiss: (what) => `Ausblenden: ${what}`,
  cancel: (what) => `Abbrechen: ${what}`,
  open: (label) => `${label} öffnen`,

  // job-report.tsx
  notStarted: "Es konnte nicht begonnen werden",
  waitsHere:
    "Es wartet, bis Sie sich erneut anmelden. Schließen Sie dies, dann wartet es in der Ecke der Seite.",
  dryNothing: "Nichts wurde geändert. Soweit es sich vorher sagen lässt, würde nichts verweigert.",
  dryRefused: "Nichts wurde geändert. Das würde verweigert:",
  ofThings: (done, all) => `${number(done)} von ${all}`,
  tried: "ausprobiert",
  stopped: ". Abgebrochen: Der Rest ist, wie er war.",

  // failures.tsx
  others: (count) => `und ${counted(count, "weiteres", "weitere")}`,
  asTable: (count) => `Alle ${number(count)} als Tabelle (CSV)`,
  policyDenies: (action) => `${action}: Eine Richtlinie verbietet es`,
  noPolicy: (action) => `${action}: Keine Richtlinie erlaubt es`,
  isRefused: (action) => `${action} wird verweigert`,
};
