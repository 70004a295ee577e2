// The search in all folders below one.
import type { search as english } from "../en/search";
import { counted, number } from "../count";

const objects = (count: number) => counted(count, "Objekt", "Objekte");

export const search: typeof english = {
  // search-form.tsx
  contains: "Enthält",
  glob: "Muster (*.txt)",
  regex: "Regulärer Ausdruck",
  names: "Namen",
  namesAndFolders: "Namen und Ordner",
  suchAs: "Zum Beispiel 300, 20 KB oder 1,5 GB",
  searchFor: "Suchen nach",
  placeholder: "In allen Unterordnern suchen",
  how: "Wie",
  search: "Suchen",
  bounds: "Größe, Datum und Ordner",
  atLeast: "Mindestens",
  atMost: "Höchstens",
  anySize: "Jede Größe",
  from: "Von",
  until: "Bis",
  lookIn: "Suchen in",

  // search-hits.tsx
  found: "Gefunden",
  inThisFolder: "In diesem Ordner",

  // search-view.tsx
  title: (folder) => `Suche in ${folder}`,
  begin: "In diesem Ordner und allen darunter suchen",
  beginWords:
    "Nach einem Teil des Namens, einem Muster, einer Größe oder einem Datum. S3 hat keinen Index: Jedes Objekt wird angesehen.",
  invalid: "Danach kann nicht gesucht werden",
  nothing: "Nichts gefunden",
  noneLikeThat: (count) => `Keines von ${counted(count, "Objekt", "Objekten")} ist so.`,
  stoppedAfter: (count) => `Die Suche wurde nach ${counted(count, "Objekt", "Objekten")} abgebrochen.`,
  someFound: (count) => `${number(count)} gefunden`,
  lookedAt: (count) => `${objects(count)} angesehen`,
  brokeOff: (found) => `Die Suche ist abgebrochen: bis dahin ${found}`,
  again: "Noch einmal suchen",
  stop: "Abbrechen",
  stopped: (found, scanned) => `${found}, abgebrochen: ${scanned}`,
  limited: ". Es kann mehr geben: Nur so viele werden gezeigt. Suchen Sie genauer.",
  back: "Zurück zum Ordner",
};
