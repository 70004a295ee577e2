// Versions of files, and folders as they were.
import { counted, number } from "../count";

const objects = (count: number) => counted(count, "object", "objects");

export const versions = {
  // words.ts
  unknownTime: "at an unknown time",
  sameSize: "same size",
  suspended: "This bucket makes no versions any more. Those that it has made are kept.",
  off: "This bucket keeps no versions: what is written over or deleted is gone.",
  unknown: "Wardrobe could not see whether this bucket keeps versions.",
  goneThen: "The file is gone then: it has no other version.",
  deletedThen: "The file is deleted then, as it was before.",
  asItWasThen: (when: string) => `The file is then as it was on ${when}.`,
  nothingElse: "Nothing else changes.",
  fileStays: "The file itself stays as it is.",

  // compare.tsx
  comparing: "Comparing",
  notText: "These are not both text",
  onlyText: "Only text can be compared line by line. Preview or download each of them.",
  tooDifferent: "They differ too much",
  takesTooLong: "Comparing them line by line takes too long. Preview or download each of them.",
  fromTo: (from: string, to: string, added: number, removed: number) =>
    `From ${from} to ${to}: ${added + removed === 0 ? "no line differs." : `${counted(added, "line", "lines")} added, ${counted(removed, "line", "lines")} removed.`}`,
  onlyFirst: (size: string) => `Only the first ${size} of each were compared.`,
  differences: "Differences",
  linesShown: (count: number) => `Only the first ${number(count)} lines are shown.`,
  equalLines: (count: number) => counted(count, "equal line", "equal lines"),

  // delete-version.tsx
  removeMarkerAsk: "Remove this delete marker?",
  deleteAsk: "Delete this version for good?",
  cancel: "Cancel",
  removeMarker: "Remove the marker",
  deleteForGood: "Delete for good",
  markerWords: (when: string, name: string, then: string) =>
    `On ${when} “${name}” was deleted: the marker hides what was before it. ${then}`,
  versionWords: (name: string, when: string, size: string, then: string) =>
    `The version of “${name}” of ${when}, ${size}. ${then}`,
  goneForGood: "It is gone for good: neither S3 nor Wardrobe can bring it back.",
  nothingDeleted: "Nothing was deleted",

  // past-dialog.tsx
  hourAgo: "An hour ago",
  yesterday: "Yesterday",
  weekAgo: "A week ago",
  chooseMoment: "Choose a day and a time.",
  asItWas: (folder: string) => `“${folder}” as it was`,
  showIt: "Show it",
  moment: "Moment, in your own time",
  momentHint: "The page then shows what was in the folder. Nothing is changed by that.",
  earlier: "Earlier",

  // past-folder.tsx
  asItWasOn: (folder: string, when: string) => `${folder} as it was on ${when}`,
  momentBar: "Moment",
  barWords: (when: string) => `As it was on ${when}.`,
  onlyLook: "Only to look at.",
  anotherMoment: "Another moment …",
  restoreFolder: "Restore the folder to this moment …",
  backToNow: "Back to now",
  filesIn: (folder: string, when: string) => `Files in ${folder} on ${when}`,
  open: "Open",
  download: "Download",
  versions: "Versions",
  restoreTo: "Restore to this moment",
  notShown: "This moment cannot be shown",
  nothingThen: "Nothing was here then",
  nothingThenWords: (when: string) =>
    `On ${when} no object was in this folder, as far as the versions tell that are kept.`,

  // restore-dialog.tsx
  isAsItWas: (name: string, when: string) => `“${name}” is as it was on ${when}`,
  restoreAsk: (name: string) => `Restore “${name}” to this moment?`,
  stop: "Stop",
  close: "Close",
  tryAgain: "Try again",
  restoreSome: (count: number) => `Restore ${objects(count)}`,
  restore: "Restore",
  notRestorable: "It cannot be restored",
  otherContent: (count: number, size: string) =>
    `${objects(count)} (${size}) had another content then, or ${count === 1 ? "is" : "are"} deleted now: the version of then is copied on top.`,
  notThereThen: (count: number) =>
    `${objects(count)} ${count === 1 ? "was" : "were"} not there then: ${count === 1 ? "it is" : "they are"} deleted, and kept as ${count === 1 ? "an older version" : "older versions"}.`,
  nothingToRestore: (when: string) => `Everything is as it was on ${when}. There is nothing to restore.`,
  toBeAsOn: (when: string) => `To be as on ${when}:`,
  counting: "Counting what differs",
  keptAll:
    "Nothing is deleted for good: what is there now stays as an older version, and a restore to now brings it back. Each copy is stored, and paid for, once more.",
  restoring: "Restoring",
  restoredSome: (count: number, all: number | null) =>
    `${objects(count)} restored${all === null ? "" : ` of ${number(all)}`}`,
  stoppedHere: ". Stopped: the rest is as it is now.",
  brokeOff: "It broke off",
  notRestored: (count: number) => `${objects(count)} not restored`,

  // version-row.tsx
  deleted: "Deleted",
  compareOne: (when: string) => `Compare the version of ${when}`,
  deletedNow: "Deleted now",
  current: "Current",
  beingRestored: "Restoring",
  previewOne: (when: string) => `Preview the version of ${when}`,
  versionOf: (when: string) => `The version of ${when}`,
  moreFor: (when: string) => `More for the version of ${when}`,
  restoreVersion: "Restore this version",
  removeThisMarker: "Remove this delete marker",
  deleteThis: "Delete this version for good",

  // versions-dialog.tsx
  fileAsItWas: (name: string, when: string) => `${name} is as it was on ${when}`,
  twoVersions: (name: string) => `Two versions of “${name}”`,
  backToAll: "Back to all versions",
  versionsOf: (name: string) => `Versions of “${name}”`,
  compareTwo: "Compare the two chosen",
  nothingChanged: "Nothing was changed",
  asking: "Asking S3",
  noneLeft: "No version is left",
  noneLeftWords: "Nothing of this name is in the bucket any more.",
  newestFirst: (count: number) => `${counted(count, "version", "versions")}, newest first`,
  listOf: (name: string) => `Versions of ${name}`,
  showMore: (count: number) => `Show more of ${counted(count, "version", "versions")}`,
};
