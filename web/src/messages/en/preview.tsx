// What the preview says.
import type { ReactNode } from "react";
import { counted, number } from "../count";

export const preview = {
  // editor/edit-link.tsx
  edit: "Edit",

  // image-view.tsx
  loading: "Loading",
  fullSize: "Show in full size",
  fit: "Fit to the window",

  // markdown-view.tsx
  reading: "Reading",
  tooLong: "Too long to lay out",
  laidOut: "Laid out",
  source: "Source",
  text: "Text",

  // pdf-page.tsx
  page: (count: number) => `Page ${count}`,

  // pdf-view.tsx
  opening: "Opening",
  locked: "This PDF is locked with a password",
  lockedWords: "Download it to open it with a program that can ask for the password.",
  pageCount: (count: number) => counted(count, "page", "pages"),
  smaller: "Smaller",
  larger: "Larger",
  pages: "Pages",

  // preview-dialog.tsx
  version: "Version",
  object: "Object",
  previous: "Previous",
  next: "Next",
  properties: "Properties",
  downloadIt: (name: string) => `Download ${name}`,
  download: "Download",
  close: "Close",

  readOf: (read: string, size: string) => `read ${read} of ${size}`,
  readAll: (size: string) => `${size}, read`,

  // properties-list.tsx
  asking: "Asking S3",
  exactly: (size: string, bytes: number) => `${size} (${counted(bytes, "byte", "bytes")})`,
  address: "Address",
  size: "Size",
  modified: "Last modified",
  type: "Type",
  encoding: "Encoding",
  language: "Language",
  disposition: "Disposition",
  caching: "Caching",
  storageClass: "Storage class",
  archive: "Archive",
  encryption: "Encryption",
  kmsKey: "KMS key",
  checksum: (algorithm: string) => `Checksum ${algorithm}`,

  // show.tsx
  pictureIs: (size: string) => `This picture is ${size}`,
  anyway: "Show it anyway",
  readsAll: "Showing it reads all of it.",
  looking: "Looking at it",
  folderMark: "This is the mark of a folder",
  folderMarkWords: (size: string | null) =>
    `An object whose name ends in a slash keeps an empty folder in the list.${size === null ? "" : ` This one has ${size} in it.`}`,
  noPreview: "There is no preview for this kind of file",
  openElsewhere: "Download it to open it with a program of your own.",
  beingRestored: "This object is being restored",
  archived: "This object is archived",
  copyCommand: "Copy the command",
  outOfReach: (where: string | null | undefined) =>
    `It is in ${where ?? "an archive class"}: S3 keeps it out of reach until it is restored.`,
  underWay: "A restore is under way; that takes from minutes to two days.",
  somebody: (command: ReactNode) => (
    <>Somebody who may s3:RestoreObject has to run this, and wait some hours: {command}</>
  ),

  // table-view.tsx
  rowsSoFar: (count: number, isAll: boolean) => `${counted(count, "row", "rows")}${isAll ? "" : " so far"}`,
  asTable: "As a table",
  asText: "As text",
  table: "Table",
  row: "Row",
  firstRows: (count: number) => `Only the first ${counted(count, "row", "rows")} are shown.`,
  someColumns: (some: number, all: number) =>
    `Only ${some} of ${counted(all, "column", "columns")} are shown.`,

  // text-view.tsx
  indent: "Indent",
  asStored: "As stored",
  noWrap: "Do not wrap lines",
  wrap: "Wrap lines",
  onlyFirst: (size: string) => `Only the first ${size} is shown`,
  emptyFile: (size: string) => `${size}: this file is empty.`,

  // unshown.tsx
  cannotShow: {
    picture: "This browser cannot show this picture",
    PDF: "This browser cannot show this PDF",
    recording: "This browser cannot show this recording",
    film: "This browser cannot show this film",
  },
  cannotShowWords:
    "It is there and may be read, but it is damaged, of a kind the browser does not know, or stored under a type that is not its own. Download it to open it with another program.",

  // end-of-rows.tsx
  elsewhere: "As text you get to any place of the file.",
  tryAgain: "Try again",
  rowsAndNames: {
    row: {
      noMore: (count: number) => `${counted(count, "row", "rows")}, and no more.`,
      firstShown: (count: number) => `The first ${counted(count, "row", "rows")} are shown.`,
    },
    block: {
      noMore: () => "This is all of it.",
      firstShown: (count: number) =>
        `The first ${counted(count, "paragraph or table", "paragraphs and tables")} are shown.`,
    },
    slide: {
      noMore: (count: number) => `${counted(count, "slide", "slides")}, and no more.`,
      firstShown: (count: number) => `The first ${counted(count, "slide", "slides")} are shown.`,
    },
    name: {
      noMore: (count: number) => `${counted(count, "name", "names")}, and no more.`,
      firstShown: (count: number) => `The first ${counted(count, "name", "names")} are shown.`,
    },
  },
  readMore: "Read more",

  // find.tsx
  findInLoaded: "Find in what is loaded",
  find: "Find",
  previousMatch: "Previous match",
  nextMatch: "Next match",
  notFound: "Not found",
  matchesOrMore: (count: number) => `${number(count)} or more`,
  matches: (count: number) => counted(count, "match", "matches"),
  matchOf: (at: number, all: string) => `${at} of ${all}`,

  // json-tree.tsx
  nameCount: (count: number) => counted(count, "name", "names"),
  itemCount: (count: number) => counted(count, "item", "items"),
  moreItems: (count: number) => `Show more of ${counted(count, "item", "items")}`,
  allCharacters: (count: number) => `All ${counted(count, "character", "characters")}`,

  // json-view.tsx
  notJson: "This is not valid JSON",
  asTree: "As a tree",
  tooLargeForTree: "Too large for a tree",
  jsonIs: (size: string) => `This JSON is ${size}`,
  treeReadsAll: "To show it as a tree, all of it is read. As text it is read only where you look.",
  showTree: "Show the tree",
  showAsText: "Show it as text",

  // long-text.tsx
  allOfIt: "All of it",
  stretchOf: (from: string, to: string, all: string) => `${from} to ${to} of ${all}`,
  start: "Start",
  end: "End",
  stopFollowing: "Stop following",
  follow: "Follow",
  lookAgain: "It cannot be looked at just now; it will be tried again.",
  lookingGrown: "Looking every 5 seconds whether it has grown.",
  goToByte: "Go to a byte, or to a share such as 50%",
  byteOrShare: "Byte or 50%",
  go: "Go",

  // markdown.tsx
  picture: "picture",
  isDone: "Done",
  toDo: "To do",

  // ndjson-view.tsx
  jsonLines: "One JSON value on each line",
  asRows: "As rows",
  rows: "Rows",
  badLine: "This line is not valid JSON.",

  // notebook-view.tsx
  asNotebook: "As a notebook",
  tooLargeForNotebook: "Too large for a notebook",
  notebookIs: (size: string) => `This notebook is ${size}`,
  notebookReadsAll: "To show it, all of it is read.",
  noNotebook: "This is no notebook",
  notebook: "Notebook",
  cells: (count: number) => counted(count, "cell", "cells"),
  moreCells: (count: number) => `Show more of ${counted(count, "cell", "cells")}`,
  output: "Output",
  otherOutput: (type: ReactNode) => <>An output of type {type} is not shown here.</>,

  // office/
  officeDamaged: "This document is damaged, or is not what its name says.",
  officeLocked:
    "This document is locked with a password, or has the format that was used before 2007. Download it to open it with another program.",
  documentLeaves: "Text, lists and tables. Layout, pictures, text boxes and notes are not shown.",
  downloadForRest: "Download it to see the rest.",
  textsAre: (size: string) => `The texts of this workbook are ${size}`,
  textsOfAll:
    "The texts of all its sheets lie in one list, which is read as far as the rows need that are shown: at worst all of it.",
  noSheets: "There are no tables in it",
  sheet: "Sheet",
  hiddenSheet: (name: string) => `${name} (hidden)`,
  onlyWords: "Only the words of the slides are shown.",
  slides: "Slides",
  slide: (count: number) => `Slide ${number(count)}`,

  // parquet-rows.tsx
  noRows: "There are no rows in it",
  noColumn: "No column is chosen",
  rowsTake: (size: string) => `These rows take ${size}`,
  notSmaller: (count: number) =>
    `${counted(count, "column", "columns")} cannot be read in smaller pieces. With fewer columns it is less.`,
  readThem: "Read them",
  readingRows: "Reading rows",

  // parquet-schema.tsx
  columns: "Columns",
  onlyListed: (count: number) => `Only the first ${number(count)} are listed.`,
  writtenBy: (program: ReactNode) => <>Written by {program}</>,

  // parquet-view.tsx
  footerTooLarge: (size: string) => `Its footer alone is ${size}, which is more than is read here.`,
  footerIs: (size: string) => `The footer of this file is ${size}`,
  footerReadsAll: "It says where everything is, so all of it is read before any row is.",
  readIt: "Read it",
  readingFooter: "Reading the footer",
  parquetSize: (rows: number, columns: number, groups: number) =>
    `${counted(rows, "row", "rows")} · ${counted(columns, "column", "columns")} · ${counted(groups, "row group", "row groups")}`,
  rowsFromTo: (from: number, to: number) => `Rows ${number(from)} to ${number(to)}`,
  first: "First",
  before: "Before",
  nextPage: "Next",
  last: "Last",

  // parquet.ts
  thisParquet: "This Parquet file",
  parquetUnknown: (why: string) =>
    `This Parquet file is damaged, or written in a way that is not known here (${why}).`,
  parquetDamaged: (how: string) => `This Parquet file is damaged: ${how}.`,
  footerLarger: "its footer is larger than the file",
  noRowCount: "it says no number of rows",
  pointsBeyond: "it points beyond its end",

  // ranges.ts
  pointsTo: (from: number, to: number, size: number) =>
    `It points to bytes ${from} to ${to}, and has ${size}.`,
  tooMuchAtOnce: (size: string) => `It would take ${size} at once, which is more than is read here.`,
  changed: "This file has changed since it was opened. Open it again to see it as it is now.",

  // readme.tsx
  showLarge: "Show it large",
  notShownHere: "It cannot be shown here.",
  readmePart: (size: string) => `Only the first ${size} are shown.`,

  // zip-member.tsx
  allOfZip: "All of the ZIP",
  memberNotShown: "This member is not shown here",
  unpacking: "Unpacking",
  unpackingSize: (size: string) => `Unpacking ${size}`,
  notUnpacked: "It could not be unpacked",
  memberBroken: "This ZIP is damaged: this member cannot be unpacked.",

  // zip-view.tsx
  zipMembers: (all: number, read: number | null, matching: number | null) =>
    `${counted(all, "member", "members")}${read === null ? "" : `, of which the first ${number(read)} are read`}${matching === null ? "" : `; ${counted(matching, "name", "names")} with these words`}`,
  filterRead: "Filter the names that are read",
  filterNames: "Filter names",
  contents: "Contents",
  restNotShown: "The rest of the names is not shown here: download the ZIP to see all of it.",

  // zip.ts
  isFolder: "This is a folder.",
  isLocked: "It is locked with a password.",
  packedOddly: "It is packed in a way that no browser unpacks.",
  tooLargeHere: "It is too large to be unpacked here.",
  zipDamaged: (how: string) => `This ZIP is damaged: ${how}.`,
  listMissing: "the list of its contents is not where it should be",
  secondList: "the second list of its contents is missing",
  listBreaks: "the list of its contents breaks off",
  listBroken: "the list of its contents is broken",
  memberMissing: "this member is not where it should be",
  memberBeyond: "this member ends beyond its end",
  memberLarger: "this member is larger than it says",
  memberOther: "this member is not what was packed",
  noSuchPlaces: "it names places that no file has",

  // cell.ts
  notShowable: "cannot be shown",
  moreBytes: (shown: string, bytes: number) => `${shown} … (${counted(bytes, "byte", "bytes")})`,
};
