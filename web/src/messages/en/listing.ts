// What the list of files says.

export const listing = {
  // list-head.tsx
  name: "Name",
  size: "Size",
  changed: "Changed",
  storageClass: "Storage class",
  selected: "Selected",
  selectAll: "Select all",
  more: "More",

  // list-row.tsx
  select: (name: string) => `Select ${name}`,
  moreFor: (name: string) => `More for ${name}`,

  // list-row.tsx, card.tsx
  kinds: {
    folder: "Folder",
    archive: "Archive",
    audio: "Audio",
    code: "Code",
    data: "Data",
    file: "File",
    image: "Image",
    pdf: "PDF",
    table: "Table",
    text: "Text",
    video: "Video",
  },
};
