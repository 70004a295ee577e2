// What the editor of texts says.
import { counted, number } from "../count";

const lines = (count: number) => counted(count, "line", "lines");

export const editor = {
  // index.tsx, editor-page.tsx
  opening: "Opening",
  reading: "Reading",
  notHere: "This cannot be edited here",
  beginNew: "Begin a new file of this name",
  unsavedOf: (when: string) => `Your unsaved text of ${when} is in this browser`,
  restore: "Restore it",
  discard: "Discard it",
  changedSince:
    "The file has changed since you began it: when you save, you are asked what to do about that.",
  neverSaved: "It was typed here and never saved.",

  // frame.tsx
  editorOf: (name: string) => `Editor of ${name}`,
  back: "Back to the files",
  thisText: "This text",

  // editing.tsx
  find: "Find in this text",
  noWrap: "Do not wrap lines",
  wrap: "Wrap lines",
  save: "Save",
  field: "Text. Escape, then Tab leaves it.",
  merged: "Merged",
  mergedWords: "Your changes and theirs are both in the text. Look it over, and save it.",
  saveMarks: "Save with the marks",
  marksLeft: "It is not saved: the marks are still in the text",
  lookFor: (mark: string) => `Look for ${mark}, keep what is right, and take the marks away.`,
  toSettle: (count: number) =>
    count === 1 ? "One place is to be settled" : `${number(count)} places are to be settled`,
  settleWords: (from: string, to: string) =>
    `There both have changed the same lines. Both are in the text, between ${from} and ${to}: keep what is right, take the marks away, and save.`,

  // conflict-dialog.tsx
  tooDifferentToMerge: "They differ too much to be merged here.",
  keepEditing: "Keep editing",
  saveAs: "Save as…",
  compare: "Compare",
  overwrite: "Overwrite",
  saveAnew: "Save it anew",
  merge: "Merge",
  readingNow: "Reading what is there now",
  tryAgain: "Try again",
  notSavedNew: "It could not be saved as new",
  deletedByOther: "Deleted by someone else",
  fileThere: "There is a file of this name",
  changedByOther: "Changed by someone else",
  fileGone:
    "The file is not there any more. Your text is still here. Saved anew it is a new file, without the metadata and tags that the old one had.",
  otherStored: (when: string | null) =>
    `Somebody has stored a file of this name${when === null ? "" : ` at ${when}`}.`,
  otherSaved: (when: string | null) =>
    `Somebody has saved this file${when === null ? "" : ` at ${when}`}, after you opened it.`,
  nothingLost: (canMerge: boolean) =>
    `Nothing of yours or theirs is lost yet: ${canMerge ? "merge both, " : ""}write yours over theirs, or save yours under another name.`,
  notComparable: (why: string) => `What is there now cannot be compared or merged. ${why}`,

  // new-file-dialog.tsx, save-as.tsx
  newFile: "New file",
  cancel: "Cancel",
  write: "Write it",
  name: "Name",
  nameTaken: "There is already a file of this name.",
  nameHint: "Such as notes.md or settings.json. It is stored when you save it.",
  saveUnder: "Save under this name",

  // side-by-side.tsx
  tooDifferent: "They differ too much to be compared line by line.",
  fromTheirs: (added: number, removed: number) =>
    `From theirs to yours: ${added + removed === 0 ? "no line differs." : `${lines(added)} added, ${lines(removed)} removed.`}`,
  forms: (theirs: string, yours: string) => `Theirs is ${theirs}, yours ${yours}.`,
  differences: "Differences",
  onlyFirst: (count: number) => `Only the first ${lines(count)} are shown.`,

  // status.tsx
  hint: "Tab indents; Escape, then Tab leaves the text",
  saving: "Saving…",
  notKept: "Not saved, and this browser keeps nothing: save before you leave",
  notSaved: "Not saved",
  kept: (when: string) => `Not saved · kept in this browser at ${when}`,
  savedAt: (when: string) => `Saved at ${when}`,
  notThere: "Not there yet: saving it stores it",
  nothingChanged: "Nothing changed",

  // stored.ts
  unfit: {
    binary: "It holds zeros, which no text does: it is something else.",
    "utf-16":
      "It is UTF-16. Only UTF-8 is edited here, because everything else would be stored otherwise than it was.",
    "not-utf-8":
      "Not all of its bytes are UTF-8. Saving it from here would damage those that are not: edit it with a program that knows its encoding.",
  },
  noEtag: "The store tells no ETag of it, by which somebody else's changes would be noticed.",
  tooLarge: (size: string, most: string) =>
    `It has ${size}. Up to ${most} are edited here, as a browser holds all of it in memory.`,
  packed: (encoding: string) =>
    `It is stored compressed (Content-Encoding ${encoding}). Download it, unpack it, and upload it again.`,
  archived: "It lies in an archive class and has to be restored before it can be read.",

  // surface.tsx: by the words that CodeMirror says
  phrases: {
    Find: "Find",
    Replace: "Replace",
    next: "next",
    previous: "previous",
    all: "all",
    "match case": "match case",
    regexp: "regexp",
    "by word": "whole words",
    replace: "replace",
    "replace all": "replace all",
    close: "close",
    "current match": "current match",
    "on line": "on line",
    "replaced match on line $": "replaced match on line $",
    "replaced $ matches": "replaced $ matches",
    "Go to line": "Go to line",
    go: "go",
    "Control character": "Control character",
    "Selection deleted": "Selection deleted",
  },

  // text.ts
  endings: {
    LF: "lines end in LF",
    CRLF: "lines end in CRLF",
    CR: "lines end in CR",
    mixed: "lines end in different ways",
  },
  byteOrderMark: " with a byte order mark",

  // unsaved.tsx
  notAllowed: "Saving is not allowed",
  isNotSaved: "It is not saved",
  tagsForgotten:
    "S3 forgets the tags of a file that is written over, unless they are read and written again.",
  textStays: (hasExpired: boolean) =>
    `Your text stays here${hasExpired ? ": sign in again, then try again" : ""}.`,
  withoutTags: "Save without its tags",
};
