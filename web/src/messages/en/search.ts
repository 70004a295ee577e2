// The search in all folders below one.
import { counted, number } from "../count";

const objects = (count: number) => counted(count, "object", "objects");

export const search = {
  // search-form.tsx
  contains: "Contains",
  glob: "Pattern (*.txt)",
  regex: "Regular expression",
  names: "Names",
  namesAndFolders: "Names and folders",
  suchAs: "Such as 300, 20 KB or 1.5 GB",
  searchFor: "Search for",
  placeholder: "Search in all folders below",
  how: "How",
  search: "Search",
  bounds: "Size, date and folders",
  atLeast: "At least",
  atMost: "At most",
  anySize: "Any size",
  from: "From",
  until: "Until",
  lookIn: "Look in",

  // search-hits.tsx
  found: "Found",
  inThisFolder: "In this folder",

  // search-view.tsx
  title: (folder: string) => `Search in ${folder}`,
  begin: "Search in this folder and all below",
  beginWords:
    "By a part of the name, a pattern, a size or a date. S3 has no index: every object is looked at.",
  invalid: "This cannot be looked for",
  nothing: "Nothing found",
  noneLikeThat: (count: number) => `None of ${objects(count)} is like that.`,
  stoppedAfter: (count: number) => `The search was stopped after ${objects(count)}.`,
  someFound: (count: number) => `${number(count)} found`,
  lookedAt: (count: number) => `${objects(count)} looked at`,
  brokeOff: (found: string) => `The search broke off: ${found} until then`,
  again: "Search again",
  stop: "Stop",
  stopped: (found: string, scanned: string) => `${found}, stopped: ${scanned}`,
  limited: ". There may be more: only so many are shown. Search for less.",
  back: "Back to the folder",
};
