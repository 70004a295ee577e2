// What is around every page: the head, its menus, who we are and which roles there are.
import type { ReactNode } from "react";
import { counted } from "../count";

export const parts = {
  // address-box.tsx
  openPlace: "Open a place you know",
  placeHint: "s3://bucket/folder/, an ARN, or an address of the AWS console",
  go: "Go",

  // breadcrumb.tsx
  folder: "Folder",
  allLocations: "All locations",
  typeAddress: "Type an address",
  address: "Address",

  // identity-abilities.tsx
  things: {
    list: "List files",
    read: "Read files",
    write: "Write files",
    delete: "Delete files",
    versions: "See older versions",
  },
  allowed: "Allowed",
  refused: "Refused",
  notKnown: "Not known",
  whatIMay: "What I may do here",
  asking: "Asking S3",
  notAsked: (why: string) => `It could not be asked: ${why}`,
  onlyDoing: "Nothing tells but doing it.",
  stepByStep: "Check it step by step",

  // identity-chip.tsx
  identity: "Identity:",
  renewsItselfToo: "· renews itself",
  whoYouAre: "Who you are here",
  chooseRole: "Choose a role",

  // identity-details.tsx
  role: "Role",
  account: "Account",
  sessionName: "Session name",
  signedInAs: "Signed in as",
  sourceIdentity: "Source identity",
  userId: "User id",
  credentialsFrom: "Credentials from",
  expires: "Expires",
  renewed: "Renewed",
  tags: "Tags",
  goesOn: "· goes on into further roles",
  copyArn: "Copy ARN",
  narrowed: "Narrowed by a session policy",
  narrowedWhy: "This connection lets its sessions do no more than this, whatever else the role may do.",
  outcomes: { used: "used", absent: "not set up", failed: "failed" },
  whereLooked: "Where the server looked",
  noExpiry: "AWS does not tell",
  endedAt: (when: string) => `ended at ${when}`,
  endsAt: (when: string, left: string) => `at ${when}, in ${left}`,

  // identity-renewal.tsx
  goOn: "Go on",
  endsSoon: "Ends soon",
  credentialsEnd: (left: string) => (
    <>
      Your credentials end <span aria-hidden="true">in {left}</span>
      <span className="visually-hidden">soon</span>.
    </>
  ),
  signInEnds: (left: string) => (
    <>
      Your sign-in ends <span aria-hidden="true">in {left}</span>
      <span className="visually-hidden">soon</span>.
    </>
  ),
  anotherCode: "With another code of your device you go on. This page stays as it is.",
  renewInWindow: "Renew it in a window of its own. This page stays as it is.",
  renew: "Renew",
  expired: "Expired",
  signInEnded: (when: string | null) => (when ? `Your sign-in ended at ${when}.` : "Your sign-in ended."),
  credentialsExpired: (when: string | null) =>
    when ? `Your credentials expired at ${when}.` : "Your credentials expired.",
  signInAgain: "Sign in again",
  tryAgain: "Try again",
  pasteNew: "Paste new ones to go on. This page stays as it is.",
  anotherMfaCode: "With another code of your MFA device you go on. This page stays as it is.",
  serverTries: (label: string) => `The server could not get new ones for ${label} and keeps trying.`,
  signInToGoOn: "Sign in again to go on. This page stays as it is, and uploads wait.",

  // identity-words.ts
  sources: {
    environment: "environment variables",
    profile: "a profile of the AWS files",
    "web-identity": "a web identity file",
    container: "the container's endpoint",
    instance: "the instance's metadata",
    typed: "what you typed",
  },
  noCredentials: "no credentials",
  expiredShort: "expired",
  renewing: "renewing…",
  renewingLeft: (left: string) => `renewing… ${left} left`,
  renewsItself: "renews itself",
  endUnknown: "end unknown",
  left: (left: string) => `${left} left`,
  renewals: {
    server: "by the server, before they expire",
    "sign-in": "by the server while your sign-in lasts, then by signing in again",
    "pop-up": "by you: the page asks for it in time, in a window of its own",
    code: "by you, with another code of your MFA device",
    none: "by nobody: paste new ones in time",
  },

  // role-picker.tsx
  timeOver: (provider?: string) =>
    `The time to choose is over: AWS takes the word of ${provider ?? "your provider"} for five minutes.`,
  askingRoles: "Asking which roles are yours",
  roles: "Roles",
  chooseWithin: (left: string) => `Choose within ${left}.`,
  filterRoles: "Filter roles",
  filterHint: "Role, account or its name; Enter takes the first",
  noRole: (filter: string) => `No role of yours has “${filter}” in it.`,
  rolesFound: (count: number) => counted(count, "role", "roles"),
  roleNotHad: "The role cannot be had",
  accountNumber: (account: string) => `Account ${account}`,
  takingOn: "Taking it on…",
  youWork: "you work under it",
  open: "open",
  chosenLast: "chosen last",

  // role-switcher.tsx
  anotherRole: "Another role…",

  // shell-boundary.tsx
  mistake: "This page made a mistake",
  loadAnew: "Load it anew",

  // shell-gate.tsx
  notOpen: (label: string) => `${label} is not open`,
  signInToSee: "Sign in to see what is here.",
  openToSee: "Open it to see what is here.",
  signedYouIn: (provider: string, person: string, label: string) =>
    `${provider} signed you in as ${person}. In ${label} you can open others beside it later.`,
  signInFailed: "The sign-in did not work",

  // shell-menus.tsx
  connections: "Connections",
  connection: (label: string) => `Connection: ${label}`,
  closed: "not open",
  allConnections: "All connections",
  failed: "That did not work",
  menu: "Menu",
  systemColours: "Colours of the system",
  light: "Light",
  dark: "Dark",
  checkHere: "Check what works here",
  setUp: "Set a connection up",
  closeIt: (label: string) => `Close ${label}`,
  yourSignIns: "Your sign-ins",
  signOut: "Sign out",
  signOutThere: (provider: string) => `Sign out at ${provider} too`,

  // shell.tsx
  roleClosed: (role: string) => `The role of this tab was closed. You work as ${role} here now.`,
  skip: "Skip to the content",
  toStart: "Wardrobe, to the start",
  warning: "Warning",

  // sign-in-failure.tsx
  close: "Close",

  // sign-in-window.tsx
  blocked: (link: (words: string) => ReactNode) => (
    <>
      The browser did not open a window for it. {link("Sign in in a new tab")} and come back: this page goes
      on by itself.
    </>
  ),
};
