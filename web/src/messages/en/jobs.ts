// What is said of jobs: work that the server does by itself.
import { counted, number } from "../count";

type Kind = "delete" | "copy" | "move" | "change" | "restore" | "abort-uploads";

const things = (uploads: boolean, count: number) =>
  uploads ? counted(count, "unfinished upload", "unfinished uploads") : counted(count, "object", "objects");

const doing: Record<Kind, string> = {
  delete: "Deleting",
  copy: "Copying",
  move: "Moving",
  change: "Changing",
  restore: "Restoring",
  "abort-uploads": "Removing",
};

const todo: Record<Kind, string> = {
  delete: "delete",
  copy: "copy",
  move: "move",
  change: "change",
  restore: "restore",
  "abort-uploads": "remove",
};

export const jobs = {
  // words.ts
  done: {
    delete: "deleted",
    copy: "copied",
    move: "moved",
    change: "changed",
    restore: "asked back",
    "abort-uploads": "removed",
  },
  things: (uploads: boolean, count: number) => things(uploads, count),
  objects: "objects",
  wouldBeRefused: (failed: number, all: string) => `${number(failed)} of ${all} would be refused`,
  stoppedAfter: (what: string, did: string) => `Stopped after ${what} ${did}`,
  notDone: (what: string, did: string) => `${what} not ${did}`,
  didTo: (what: string, did: string, target: string | null) =>
    `${what} ${did}${target === null ? "" : ` to ${target}`}`,
  trying: (kind: Kind, what: string) => `Trying what it would be to ${todo[kind]} ${what}`,
  doing: (kind: Kind, what: string, target: string | null) =>
    `${doing[kind]} ${what}${target === null ? "" : ` to ${target}`}`,
  noWord: "No word from the server. It goes on there",
  of: (some: number, all: number | null) => `${number(some)}${all === null ? "" : ` of ${number(all)}`}`,
  someFailed: (count: number) => `${number(count)} failed`,
  queued: "Waits for its turn",
  paused: "Paused",
  waitsForYou: "Waits until you sign in again",
  left: (time: string) => `${time} left`,
  cancelled: "What is done stays, the rest is as it was",
  brokeOff: "It broke off",
  unchanged: "Nothing was changed",
  newsWaits: (title: string) => `${title}: waits until you sign in again.`,
  newsBroke: (title: string, why: string) => `${title}. It broke off: ${why}`,
  newsFailed: (title: string, count: number) => `${title}; ${number(count)} failed.`,
  perSecond: (what: string) => `${what}/s`,

  // jobs-panel.tsx
  jobs: "Jobs",
  showLess: "Show less",
  showAll: "Show all jobs",
  close: "Close",
  underWay: (count: number) => `${counted(count, "job", "jobs")} under way`,
  waiting: "Waiting for your sign-in",
  jobsPaused: (count: number) => `${counted(count, "job", "jobs")} paused`,
  notAllWell: "Not all of it went well",
  notWell: (bad: number, all: number) => `${bad} of ${counted(all, "job", "jobs")} did not go well`,
  allDone: (count: number) => (count === 1 ? "Done" : `${counted(count, "job", "jobs")} done`),

  // job-row.tsx
  whatRefused: "What would be refused",
  whatFailed: "What failed, and why",
  replace: "Replace what is there",
  tryAgain: "Try again",
  goOn: (what: string) => `Go on: ${what}`,
  pause: (what: string) => `Pause: ${what}`,
  dismiss: (what: string) => `Dismiss: ${what}`,
  cancel: (what: string) => `Cancel: ${what}`,
  open: (label: string) => `Open ${label}`,

  // job-report.tsx
  notStarted: "It could not be started",
  waitsHere: "It waits until you sign in again. Close this, and it waits in the corner of the page.",
  dryNothing: "Nothing was changed. As far as can be known before, nothing would be refused.",
  dryRefused: "Nothing was changed. This is what would be refused:",
  ofThings: (done: number, all: string) => `${number(done)} of ${all}`,
  tried: "tried",
  stopped: ". Stopped: the rest is as it was.",

  // failures.tsx
  others: (count: number) => `and ${counted(count, "other", "others")}`,
  asTable: (count: number) => `All ${number(count)} as a table (CSV)`,
  policyDenies: (action: string) => `${action}: a policy denies it`,
  noPolicy: (action: string) => `${action}: no policy allows it`,
  isRefused: (action: string) => `${action} is refused`,
};
