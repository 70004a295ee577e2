// What is odd about names.

export const names = {
  // names.ts
  empty: "(empty name)",
  isEmpty: "The name is empty.",
  beginsWithSpace: "The name begins with a space.",
  endsInSpace: "The name ends in a space.",
  unseen: "The name has characters that cannot be seen.",
};
