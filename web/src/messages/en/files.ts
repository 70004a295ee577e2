// What the file page says, and its dialogs.
import { counted, number } from "../count";

const objects = (count: number) => counted(count, "object", "objects");

const items = (count: number) => counted(count, "item", "items");

export const files = {
  // actions.ts
  notDownloaded: "It could not be downloaded",
  noCopying: "This browser does not allow copying",

  // clipboard.ts
  named: (name: string) => `“${name}”`,

  // copy-as.tsx
  copyAs: "Copy as",
  s3Address: "S3 address",
  httpsAddress: "HTTPS address",
  cliCommand: "Command of the AWS CLI",
  linkToPage: "Link to this page",
  copied: (what: string) => `Copied: ${what}`,

  // acts.ts
  verbs: { read: "read", write: "write", delete: "delete" },
  mayNot: (verb: string) => `Your role may not ${verb} here.`,
  mayNotDenied: (verb: string) => `Your role may not ${verb} here: a policy denies it.`,
  mayNotAllowed: (verb: string) => `Your role may not ${verb} here: no policy allows it.`,

  // delete-dialog.tsx
  cancel: "Cancel",
  deleteObjects: (count: number) => `Delete ${objects(count)}`,
  delete: "Delete",
  close: "Close",
  tryAgain: "Try again",
  toTrash: (place: string) =>
    `This bucket keeps no versions: what is deleted goes to ${place}, from where it can be had back.`,
  typeToDelete: (count: number) => `To delete them all, type ${number(count)}`,
  keptAsOlder: "This bucket keeps versions: what is deleted stays in S3 as an older version.",
  noLongerKept: "This bucket no longer makes versions. What was written since then is gone for good.",
  notKept: "This bucket keeps no versions. What is deleted is gone for good.",
  keptUnknown:
    "Wardrobe could not see whether this bucket keeps versions. What is deleted may be gone for good.",
  deleteAll: (all: string) => `Delete ${all}?`,
  deleteFolder: (name: string) => `Delete the folder “${name}”?`,
  deleteFile: (name: string) => `Delete “${name}”?`,
  deleteSome: (folders: number, single: number) =>
    `Delete ${[folders && counted(folders, "folder", "folders"), single && counted(single, "file", "files")].filter(Boolean).join(" and ")}?`,

  // folder-picker.tsx
  chosenFolder: "Chosen folder",
  allBuckets: "All buckets",
  asking: "Asking S3",
  buckets: "Buckets",
  noBucket: "No bucket can be listed.",
  folders: "Folders",
  andMore: (count: number) => `and ${number(count)} more: type the name above`,
  lookingForFolders: "Looking for folders",
  noFolders: "No folders in here.",
  willBeNew: "This folder will be new.",

  // instead.tsx
  instead: "Where you can go instead",
  beenHere: "Where you have been in this bucket",
  openPlace: "Open a place you know",

  // item.ts
  everythingHere: (but: number) => (but === 0 ? "everything here" : `everything here but ${items(but)}`),
  everythingIn: (folder: string, but: number) =>
    but === 0 ? `everything in “${folder}”` : `everything in “${folder}” but ${items(but)}`,

  // left-uploads.tsx
  removeOld: "Remove all older than a day",
  removeUploads: (count: number) => `Remove ${counted(count, "upload", "uploads")}`,
  leftTitle: "Unfinished uploads here",
  leftWords:
    "Parts that were uploaded and never put together. They are in no list, and they are paid for. An upload that is still under way fails when it is removed.",
  looking: "Looking…",
  noneLeft: "There are none in this folder or below it.",
  removeLeft: (key: string) => `Remove the unfinished upload of ${key}`,
  remove: "Remove",
  moreLeft: "There are more than these.",

  // measured.tsx
  notCounted: "It could not be counted",
  objectsAndSize: (count: number, size: string) => `${objects(count)}, ${size}`,
  counting: (words: string) => `Counting: ${words} so far`,

  // name-problem.ts
  nameNeeded: "A name is needed.",
  noNameBetween: "A folder between two slashes would have no name.",
  foldersName: "A name that ends in a slash would be a folder's.",
  tooLong: (bytes: number, most: number) => `With its folders this is ${bytes} bytes long; S3 takes ${most}.`,

  // new-folder-dialog.tsx
  folderExists: "There is already a folder of this name.",
  newFolder: "New folder",
  create: "Create",
  name: "Name",
  slashFolder: "With a slash in its name it becomes a folder in a folder.",
  noRealFolders: "S3 has no folders: an empty object whose name ends in a slash stands for one.",

  // nothing-here.tsx
  noMatch: "No name matches",
  showAll: "Show all",
  nothingHas: (words: string) => `Nothing here has “${words}” in its name.`,
  bucketEmpty: "This bucket is empty",
  folderEmpty: "This folder is empty",
  dropHere: "Drop files or folders here, or press Upload.",
  nothingHere: "There is nothing here",
  noKey: (bucket: string, prefix: string, mayUpload: boolean) =>
    `No key in ${bucket} begins with “${prefix}”. In S3 a folder is there while something is in it${mayUpload ? ": what you drop or upload here makes it." : "."}`,

  // news.tsx
  matching: (some: number, all: number) => `${number(some)} of ${items(all)} match`,
  nothingSelected: "Nothing selected",

  // only-ways.tsx
  onlyWays: "You see only the ways to your places here",
  onlyWaysWords: "What else is in this folder is not shown, and nothing in it can be changed.",

  // properties-dialog.tsx
  restoreMore: "Restore …",
  changeMore: "Change …",
  copy: "Copy",
  copyAddress: "Copy S3 address",
  copyArn: "Copy ARN",
  copyPrefix: "Copy prefix",
  copyKey: "Copy key",
  tags: "Tags",
  none: "None.",
  emptyValue: "(empty)",
  notRead: (why: string) => `They could not be read: ${why}`,
  address: "Address",
  inIt: "In it",
  items: (count: number) => items(count),

  // put-back.ts
  changedSince: "It has been changed again since. See its versions.",
  beforeNotKept: "What was there before is not kept.",

  // refused-dialog.tsx
  refusedTitles: {
    upload: "You may not upload here",
    "new-folder": "You may not make a folder here",
    download: "You may not download from here",
    rename: "You may not rename here",
    move: "You may not move from here",
    copy: "You may not copy in here",
    cut: "You may not move from here",
    paste: "You may not paste here",
    delete: "You may not delete here",
  },
  noLonger: "It is no longer refused",
  still: "It is still refused. It can take AWS a minute to know of a change.",
  notAsked: (why: string) => `It could not be asked: ${why}`,
  tryAllTheSame: "Try it all the same",
  onceChanged: "Once somebody has changed that, try again: this page goes on from here.",

  // rename-dialog.tsx
  renameFolder: "Rename folder",
  renameFile: "Rename file",
  replaceOther: "Replace the other",
  rename: "Rename",
  newName: "New name",
  fileTaken: "There is already a file of this name. Nothing was changed.",
  folderTaken: "There is already a folder of this name. Nothing was changed.",
  folderCost:
    "S3 cannot rename: every object below is copied, the copy is checked, and only then is the old one deleted.",
  fileCost:
    "S3 cannot rename: the object is copied, the copy is checked, and only then is the old one deleted.",
  slashMoves: "With a slash in its name it moves into another folder.",
  renamed: "renamed",

  // rename-cost.tsx
  renamingCopies: (size: string) => `Renaming copies ${size}.`,
  renamingCopiesAll: (count: number, size: string, isAll: boolean) =>
    `Renaming copies ${objects(count)}, ${size}${isAll ? "" : " so far"}.`,

  // rename-row.tsx
  renameOf: (name: string) => `Rename ${name}`,

  // row-menu.tsx
  cut: "Cut",
  open: "Open",
  download: "Download",
  moveTo: "Move to …",
  copyTo: "Copy to …",
  properties: "Properties",
  versions: "Versions",

  // selection-bar.tsx
  more: "More",
  selection: "Selection",
  selectNothing: "Select nothing",
  move: "Move",
  someSelected: (count: number, size: string) => `${items(count)} selected${size && `, ${size}`}`,
  allSelected: (but: number, count: number, size: string) =>
    but > 0
      ? `All but ${number(but)} selected: ${number(count)}${size && `, ${size}`}`
      : `All ${number(count)} selected${size && `, ${size}`}`,
  allLoading: (but: number, count: number, size: string) =>
    `${but > 0 ? `All but ${number(but)}` : "All"} selected (still loading: ${number(count)} so far${size && `, ${size}`})`,
  allUnlisted: (but: number) =>
    `${but > 0 ? `All but ${number(but)}` : "All"} selected, also what is not listed`,

  // star.tsx
  takeStar: "Take the star away",
  giveStar: "Give it a star: it is on the first page then",
  favourite: "Favourite",

  // status.tsx
  onlyListed: (count: number) => `Only ${items(count)} could be listed`,
  goOn: "Go on",
  andMoreHere: (count: number) => `${items(count)}, and there are more.`,
  sorting: (percent: number) => `Sorting: ${percent}%`,
  orderSoFar: "The order holds for what has come so far.",
  ofItems: (some: number, all: number) => `${number(some)} of ${items(all)}`,
  listingAgain: "Listing again",
  soFar: (count: number) => `${items(count)} so far`,

  // target-dialog.tsx
  chooseOne: (why: string) => `${why}: choose one of them.`,
  moveHere: "Move here",
  copyHere: "Copy here",
  tryFailed: "Try again what failed",
  replaceFiles: (count: number) => `Replace ${counted(count, "file", "files")}`,
  replaceThere: "Replace what is there",
  moveTitle: (what: string) => `Move ${what} to …`,
  copyTitle: (what: string) => `Copy ${what} to …`,
  folder: "Folder",
  sameNameStays: "Files of the same name there are left as they are, and you are asked about them.",
  alreadyHere: "They are in this folder.",
  intoItself: "A folder cannot go into itself.",

  // through-role.tsx
  writtenBy: "Written by",
  thisRole: (name: string) => `${name} (this role)`,
  throughServer: "The bytes go through the Wardrobe server",
  throughWords: (reader: string, writer: string) =>
    `No role may read here and write there, so S3 cannot copy by itself: ${reader} reads, ${writer} writes. It takes longer, and what leaves S3 may be charged.`,

  // toolbar.tsx
  newFile: "New file",
  thisFolder: "This folder",
  filterByName: "Filter by name",
  filter: "Filter",
  searchBelow: "Search in all folders below",
  asItWas: "As it was at a moment",
  stopListing: "Stop listing",
  listAgain: "List again",
  upload: "Upload",
  filesWord: "Files",
  takePhoto: "Take a photo",
  photoToUpload: "Photo to upload",
  unfinished: "Unfinished uploads…",
  filesToUpload: "Files to upload",
  folderToUpload: "Folder to upload",

  // try-first.tsx
  tryWithout: "Try without doing it",

  // undo.ts
  deletedSome: (count: number) => `${objects(count)} deleted`,
  deleted: "Deleted",
  deletedKept: "What was deleted is kept as an older version.",
  undo: "Undo",
  bringingBack: "Bringing back what was there …",
  bringingSoFar: (count: number) => `Bringing back what was there: ${objects(count)} so far`,
  undoBroke: "The undo broke off",
  isBack: (count: number) => `${objects(count)} ${count === 1 ? "is" : "are"} back`,
  nothingUndone: "Nothing was undone",
  backSomeNot: (back: string, failed: number) => `${back}, ${number(failed)} not`,
  nothingDeleted: "Nothing of it is deleted any more, or somebody has deleted it for good.",
  nothingToBring: "There was nothing to bring back",
  replacedSome: (count: number) => `${counted(count, "file", "files")} replaced`,
  replacedKept: "What was replaced is kept as an older version.",

  // use-clipboard.ts
  cutWhat: (what: string) => `Cut: ${what}`,
  pasteElsewhere: "Paste it in another folder, bucket or connection.",
  notPasted: "Not pasted",

  // view-menu.tsx, commands.ts
  view: "View",
  views: { list: "List", grid: "Grid", gallery: "Gallery" },
  thumbnails: "Thumbnails",
  thumbnailsWords: "Pictures are read for them",
  sortBy: "Sort by",
  sorts: { name: "Name", size: "Size", date: "Changed", class: "Storage class" },
  order: "Order",
  orders: { asc: "Ascending", desc: "Descending" },

  // way-back.ts
  elsePutThere: "Something else has been put there since, or taken away. Nothing was undone.",
  isNow: (was: string, now: string) => `“${was}” is now “${now}”`,
  someObjects: (count: number) => objects(count),
  moved: (count: number) => `${objects(count)} moved`,
  copiedSome: (count: number) => `${objects(count)} copied`,
  to: (target: string) => `To ${target}`,

  // while-it-runs.tsx
  stop: "Stop",
  leaveRunning: "Leave it running",

  // change-dialog.tsx
  saved: "Saved.",
  changeTitle: (what: string) => `Change ${what}`,
  back: "Back",
  saveAgain: "Save again",
  save: "Save",

  // change-form.tsx
  isArchived: "It is in the archive",
  onlyTags: "Until it is restored, only its tags can be changed.",
  headers: "Headers",
  asItIs: "as it is",
  metadata: "Metadata",
  storageClass: "Storage class",
  asItIsOption: "As it is",
  whatGoesTo: (to: string) => `What goes to ${to}`,
  eachKeeps: { tags: "Each keeps its tags.", metadata: "Each keeps its metadata." },
  mayNotSee: {
    tags: "Your role may not see its tags. It keeps them.",
    metadata: "Your role may not see its metadata. It keeps them.",
  },
  replaceAll: { tags: "Replace all tags", metadata: "Replace all metadata" },
  takenAway: {
    tags: "All tags of each will be taken away.",
    metadata: "All metadata of each will be taken away.",
  },
  willHave: {
    tags: "Each will have these tags and no others.",
    metadata: "Each will have these metadata and no others.",
  },
  leaveThem: "Leave them",
  nothingYet: "Nothing is changed yet.",
  tagsInPlace: "S3 changes tags in place: the object stays as it was written.",
  cost: (isMany: boolean) =>
    `S3 cannot change this in place: it writes ${isMany ? "each object" : "the object"} anew from itself, above 5 GB part by part, and “last modified” becomes now. An ACL of its own, where the bucket still has such, is lost.`,
  bothPaid: "The old one stays as an older version, and both are paid for.",

  // draft.ts
  contentType: "Content type",
  contentEncoding: "Content encoding",
  contentLanguage: "Content language",
  contentDisposition: "Content disposition",
  caching: "Caching",

  // limits.ts
  tooManyTags: (most: number) => `S3 keeps ${most} tags of an object at most.`,
  tagNeedsName: "A tag needs a name.",
  tagNameLong: (most: number, name: string) => `A tag's name has ${most} characters at most: ${name}…`,
  tagValueLong: (most: number, name: string) => `A tag's value has ${most} characters at most: ${name}`,
  awsNames: (name: string) => `Names that begin with aws: are AWS's own: ${name}`,
  tagLetters: (odd: string) => `A tag has letters, digits, spaces and + - = . _ : / @ only, not ${odd}`,
  metadataNeedsName: "Metadata needs a name.",
  metadataLetters: (name: string) =>
    `A name has letters, digits and signs such as - and _, and no spaces: ${name}`,
  problemOf: (problem: string, name: string) => `${problem}: ${name}`,
  metadataLong: (most: number, bytes: number) =>
    `S3 keeps ${number(most)} bytes of metadata at most; these are ${number(bytes)}.`,
  onlyAscii: "A header has plain letters and signs only (ASCII)",
  noEdgeSpaces: "A header neither begins nor ends with a space",
  twice: (name: string) => `There are two of the name ${name}.`,

  // pairs.tsx
  value: "Value",
  tagPair: {
    nameOf: (at: number) => `Name of tag ${at}`,
    valueOf: (at: number) => `Value of tag ${at}`,
    remove: (which: string) => `Remove tag ${which}`,
    add: "Add tag",
  },
  metadataPair: {
    nameOf: (at: number) => `Name of metadata entry ${at}`,
    valueOf: (at: number) => `Value of metadata entry ${at}`,
    remove: (which: string) => `Remove metadata entry ${which}`,
    add: "Add metadata entry",
  },

  // restore-dialog.tsx
  restoreAsked: "S3 has been asked to restore it.",
  restoreTitle: (what: string) => `Restore ${what}`,
  restore: "Restore",

  // restore-form.tsx
  fromDeep: (flexible: string, deep: string) => `${flexible}; from Deep Archive ${deep}`,
  standard: "Standard",
  threeToFive: "3 to 5 hours",
  withinTwelve: "within 12 hours",
  bulk: "Bulk, the cheapest",
  fiveToTwelve: "5 to 12 hours",
  withinDays: "within 48 hours",
  oneToFive: "1 to 5 minutes, the dearest",
  oneToFiveNotDeep: "1 to 5 minutes, the dearest; not from Deep Archive",
  expedited: "Expedited",
  daysReadable: "Days that it can be read",
  wholeDays: "A whole number of days, 1 at least.",
  howSoon: "How soon",
  restoreWords:
    "S3 makes a copy that can be read, and takes it away after these days. Until then both are paid for. The object stays in the archive.",

  // storage-class.ts
  standardIa: "Standard-IA, seldom read",
  oneZoneIa: "One Zone-IA, seldom read, in one zone",
  glacierIr: "Glacier Instant Retrieval, archive that can be read at once",
  glacier: "Glacier Flexible Retrieval, archive",
  deepArchive: "Glacier Deep Archive, archive",
  paidDays: (days: number) =>
    `${days} days of it are paid for at least, also of what is deleted or moved before`,
  paidSmall: ", and 128 KB of each object",
  archiveWait: (isDeep: boolean, paid: string) =>
    `It cannot be opened or downloaded until it is restored, which takes ${isDeep ? "half a day to two days" : "minutes to hours"}. ${paid}.`,
  eachRead: (paid: string) => `${paid}. Each read is paid for, too.`,
  whatLeaves: (value: string, days: number) =>
    `What leaves ${value} before ${days} days is paid for to their end.`,

  // files.tsx
  filesIn: (folder: string) => `Files in ${folder}`,
  uploadTo: (folder: string) => `Upload to ${folder}`,
};
