// What is said of uploads.
import { counted } from "../count";

const files = (count: number) => counted(count, "file", "files");

export const transfer = {
  // around.tsx
  through: "The bytes go through Wardrobe: the bucket does not let pages send straight to it.",
  whatWould: "What would let them",
  straight: "Straight to the bucket",
  straightWords: "Nothing is wrong. Straight to the bucket, large files take a shorter way.",

  // bytes.ts
  changed: "The file was changed or moved after it was chosen.",
  refusedPart: (code: string) => `The store refused a part: ${code}`,

  // compare.ts
  noChecksums:
    "The store keeps no checksums: whether this is the file it was begun with cannot be told. Remove it and upload the file anew.",
  otherBeginning: (size: string) =>
    `This is not the file it was begun with: its first ${size} are not what S3 has. Choose the right one, or cancel.`,
  otherBetween: (from: string, to: string) =>
    `This is not the file it was begun with: what lies between ${from} and ${to} is not what S3 has. Choose the right one, or cancel.`,

  // conflict-dialog.tsx
  isThere: (name: string) => `“${name}” is there already`,
  skip: "Skip",
  ifNewer: "Replace if newer",
  replace: "Replace",
  keepBoth: "Keep both",
  inBucket: "In the bucket",
  yours: "Yours",
  choices: (next: string) =>
    `Replace writes over it; “if newer” only where yours was changed after it was stored. Keep both stores yours as “${next}”, or the next name that is free.`,
  sameForOthers: (count: number) => `The same for ${files(count)} more, and for any that follow`,
  sameForRest: "The same for any that follow in this upload",
  changedOn: (size: string, moment: string) => `${size}, changed ${moment}`,

  // engine.ts
  asked: "Cancelled. S3 may have stored it already: look in the folder",
  notFound: "The file is not where it was, or the browser may not read it. Choose it.",
  nameTooLong: (bytes: number, most: number) => `The name has ${bytes} bytes; S3 takes ${most}.`,
  notRemoved: "What was sent could not be removed just now; the server does it within a day.",
  otherPerson: (now: string) => `Begun by somebody else; you are ${now} now. Try again to upload it as that.`,
  nothingStored: (why: string) => `${why} Nothing was stored.`,

  // gate.ts
  noNetwork: "There is no network. It goes on by itself.",
  signedOut: "You are signed out. Sign in again and it goes on.",
  roleClosed: (role: string) => `The role ${role} is closed. Open it again and it goes on.`,
  ended: (role?: string | null) =>
    `The credentials${role ? ` of ${role}` : ""} have ended. Sign in again and it goes on.`,
  who: (person: string, role: string, account: string) => `${person} as ${role} in ${account}`,

  // left.ts
  otherSize: (file: string, size: string, name: string, begun: string) =>
    `“${file}” has ${size}; “${name}” was begun with ${begun}. Choose the file it was begun with.`,
  exactly: (bytes: number) => `${bytes} bytes`,

  // part.ts
  slowDown: "S3 asks to slow down.",

  // parts.ts
  otherTab: "It is being sent in another tab of this browser.",

  // refused.tsx
  whatHelps: "What would help",
  helpWith: (path: string) => `What would help with ${path}`,
  refused: (path: string) => `“${path}” was not uploaded`,
  tryAgain: "Try again",

  // request.ts
  connectionBroke: "The connection broke.",

  // transfer-panel.tsx
  uploads: "Uploads",
  showLess: "Show less",
  showAll: "Show all uploads",
  close: "Close",
  allUploads: "All uploads",
  tryNow: "Try now",
  more: (count: number) => `and ${files(count)} more`,
  tryFailed: "Try failed ones again",
  clear: "Clear finished",
  pauseAll: "Pause all",
  goOnAll: "Go on with all",
  cancelAll: "Cancel all",

  // transfer-row.tsx
  checksumOf: "The checksum that S3 has computed of what it holds",
  answerFor: (path: string) => `Answer for ${path}`,
  answer: "Answer",
  again: (path: string) => `Upload ${path} again`,
  remove: (path: string) => `Remove ${path} from this list`,
  goOnWith: (path: string) => `Go on with ${path}`,
  pause: (path: string) => `Pause ${path}`,
  cancel: (path: string) => `Cancel ${path}`,
  goOn: "Go on",
  chooseFor: (path: string) => `Choose file: ${path}`,
  choose: "Choose file",
  fileOf: (path: string) => `The file of ${path}`,

  // walk.ts
  gone: "It is not there any more.",
  notAllowed: "The browser was not allowed to read it.",
  notRead: "The browser could not read it.",

  // words.ts
  waiting: "Waiting",
  of: (some: string, all: string) => `${some} of ${all}`,
  resting: (reason: string, seconds: number) => `${reason} Trying again in ${seconds} s`,
  pausedAt: (some: string, all: string) => `Paused at ${some} of ${all}`,
  paused: "Paused",
  unfinished: (size: string, known: boolean | undefined) =>
    `Unfinished, ${size}. ${known ? "Go on with it" : "Choose its file"}`,
  comparing: (percent: number) => `Comparing with what S3 has: ${percent} %`,
  puttingTogether: "All sent. S3 is putting it together",
  confirming: "All sent. Waiting for S3 to confirm",
  conflict: "There is already an object of this name",
  stored: "Stored",
  storedAs: (name: string) => `Stored as ${name}`,
  verified: "checksum verified",
  cancelled: "Cancelled. Nothing was stored",
  skipped: "Skipped. What was there stays",
  looking: (count: number) => `Looking through folders: ${files(count)} so far`,
  allPaused: "Uploads are paused",
  needAnswer: (count: number) => `${files(count)} ${count === 1 ? "needs" : "need"} an answer`,
  uploading: (done: number, total: number) => `Uploading: ${done} of ${files(total)} stored`,
  notUploaded: (count: number) => `${files(count)} could not be uploaded`,
  somePaused: (count: number) => `${files(count)} paused`,
  left: (count: number) => (count === 1 ? "An unfinished upload" : `${count} unfinished uploads`),
  nothing: "Nothing was uploaded",
  uploaded: (count: number) => `${files(count)} uploaded`,
  alreadyThere: (count: number) => `${files(count)} already there; your answer is needed.`,
  begun: (count: number) => `Uploading ${files(count)}.`,
  someSkipped: (count: number) => `${count} skipped`,
  perSecond: (size: string) => `${size}/s`,
  timeLeft: (time: string) => `${time} left`,
};
