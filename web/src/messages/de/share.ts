// Die Seite dessen, was geteilt wurde.
import { counted, number } from "../count";
import type { share as english } from "../en/share";

export const share: typeof english = {
  // share-page.tsx
  shared: "Geteilte Dateien",
  looking: "Sieht nach, was geteilt wurde",
  where: (count) =>
    count === 1 ? "Wohin soll diese Datei?" : `Wohin sollen diese ${number(count)} Dateien?`,
  signInFirst: "Melden Sie sich zuerst an. Die Dateien warten hier, in diesem Browser.",
  andMore: (count) => `und ${counted(count, "weitere Datei", "weitere Dateien")}`,
  discard: "Verwerfen",
  reallyDiscard: "Sie werden aus diesem Browser entfernt und nicht hochgeladen.",
  keep: "Behalten",
  nothing: "Keine geteilte Datei wartet",
  nothingWords:
    "Wählen Sie Wardrobe, wo eine andere App Ihres Telefons Dateien teilt. Dann kommen sie hierher.",
  toStart: "Zum Anfang",
  notKept: "Die Dateien konnten nicht aufbewahrt werden",
  notKeptWords:
    "Vielleicht hat dieser Browser keinen Platz dafür. Öffnen Sie hier den Ordner und wählen Sie sie über „Hochladen“.",

  // where.tsx
  through: "Über",
  folder: "Ordner",
  lastUsed: "Zuletzt benutzt",
  uploadHere: "Hierher hochladen",

  // waiting.tsx
  waiting: "Die Dateien, die Sie geteilt haben, warten auf einen Ordner",
  chooseFolder: "Ordner wählen",
};
