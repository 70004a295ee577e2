// What the building blocks of the page say.
import type { ui as english } from "../en/ui";
import { api } from "./api";

export const ui: typeof english = {
  // copy-button.tsx
  copy: "Kopieren",
  copied: "Kopiert",
  noClipboard: "Dieser Browser erlaubt es nicht",

  // denial.tsx
  awsSays: "AWS sagt",
  action: "Aktion",
  resource: "Ressource",
  caller: "Aufrufer",
  policy: "Richtlinie",
  policyWords: (type, explicit) => `${type}, ${explicit ? "verbietet es" : "erlaubt es nicht"}`,
  policyArn: "ARN der Richtlinie",
  says: (key) => `${key} Ihrer Anmeldung`,
  awsCode: "Code von AWS",
  awsRequestId: "Anfrage-ID von AWS",
  requestId: "Anfrage-ID von Wardrobe",
  whatAwsSaid: "Was AWS gesagt hat",
  details: "Einzelheiten",
  copyAll: "Alles kopieren",

  // dialog.tsx
  close: "Schließen",

  // remedy.tsx
  whatHelps: "Was helfen würde",
  waysToWrite: "Schreibweisen",
  messageToSend: "Nachricht zum Weiterleiten",
  copyMessage: "Nachricht kopieren",
  addTo: (where) => `Hinzufügen ${api.said(where)}`,
  onlyJson: "Hiervon gibt es nur JSON.",
  copyForm: (form) => `${form} kopieren`,

  // states.tsx
  folderEmpty: "Dieser Ordner ist leer",
  upload: "Dateien hochladen",
  newFolder: "Neuer Ordner",
  dropHere: "Ziehen Sie Dateien oder Ordner hierher, oder wählen Sie welche aus.",
  hidden: "Nicht vorhanden oder vor Ihrer Rolle verborgen",
  nothingHere: "Hier ist nichts",
  noObject: "Kein Objekt beginnt mit dieser Adresse.",
  hiddenWhy: "Ohne das Recht, einen Bucket aufzulisten, verrät S3 nicht, was von beidem zutrifft.",
  awsNo: "AWS sagt Nein",
  notAllowed: "Nicht erlaubt",
  expired: (when) =>
    when ? `Ihre Zugangsdaten sind abgelaufen (${when})` : "Ihre Zugangsdaten sind abgelaufen",
  expiredHint: "Mit neuen geht es genau hier weiter. In S3 hat sich nichts geändert.",
  inTrouble: "S3 hat Schwierigkeiten",
  failed: "Das hat nicht geklappt",
  noAnswer: "Wardrobe antwortet nicht",
  unreachable: "S3 antwortet nicht",
  throttled: "S3 bittet um weniger Anfragen",
  wrongClock: "Die Uhren gehen verschieden",
  wrongRegion: "Dieser Bucket liegt in einer anderen Region",
  archived: "Dieses Objekt ist archiviert",
  invalid: "Mit dieser Adresse kann S3 nichts anfangen",
  tryAgain: "Noch einmal versuchen",

  // toast.tsx
  messages: "Meldungen",
};
