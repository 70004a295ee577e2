// The page of what was shared.
import { counted, number } from "../count";

export const share = {
  // share-page.tsx
  shared: "Shared files",
  looking: "Looking what was shared",
  where: (count: number) =>
    count === 1 ? "Where should this file go?" : `Where should these ${number(count)} files go?`,
  signInFirst: "Sign in first. The files wait here, in this browser.",
  andMore: (count: number) => `and ${counted(count, "file", "files")} more`,
  discard: "Discard",
  reallyDiscard: "They are taken out of this browser, not uploaded.",
  keep: "Keep",
  nothing: "No shared file is waiting",
  nothingWords: "Choose Wardrobe where another app of your phone shares files, and they come here.",
  toStart: "To the start",
  notKept: "The files could not be kept",
  notKeptWords: "This browser may have no room for them. Open the folder here and choose them by Upload.",

  // where.tsx
  through: "Through",
  folder: "Folder",
  lastUsed: "Used last",
  uploadHere: "Upload here",

  // waiting.tsx
  waiting: "The files that you shared wait for a folder",
  chooseFolder: "Choose a folder",
};
