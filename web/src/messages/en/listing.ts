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
  folder: "Folder",
  moreFor: (name: string) => `More for ${name}`,
};
