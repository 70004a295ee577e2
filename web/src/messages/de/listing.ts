// What the list of files says.
import type { listing as english } from "../en/listing";

export const listing: typeof english = {
  // list-head.tsx
  name: "Name",
  size: "Größe",
  changed: "Geändert",
  storageClass: "Speicherklasse",
  selected: "Ausgewählt",
  selectAll: "Alle auswählen",
  more: "Mehr",

  // list-row.tsx
  select: (name) => `${name} auswählen`,
  moreFor: (name) => `Mehr zu ${name}`,

  // list-row.tsx, card.tsx
  kinds: {
    folder: "Ordner",
    archive: "Archiv",
    audio: "Ton",
    code: "Quelltext",
    data: "Daten",
    file: "Datei",
    image: "Bild",
    pdf: "PDF-Datei",
    table: "Tabelle",
    text: "Text",
    video: "Film",
  },
};
