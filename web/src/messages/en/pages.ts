// The pages of the beginning: signing in, and where one can go.

export const pages = {
  // error.tsx
  noSuch: { page: "There is no such page", connection: "There is no such connection" },
  toStart: "To the start",
  cutOff: "The address may have been cut off on its way here.",

  // home-locations.tsx
  been: "Where you have been",
  mayNotList: "Your role may not list buckets",
  openKnown: "Open one you know with the box above. What you may do in it is for AWS to say.",
  noBuckets: "No buckets here",
  noBucketsWhy: "This account has none. One of another account can be typed above, if your role may open it.",
  created: (day: string) => `created ${day}`,

  // home.tsx
  places: "Places",
  yours: "Your connections",
  others: "Other connections",
  as: (who: string, account?: string | null) => `as ${who}${account ? ` in ${account}` : ""}`,

  // name-and-password.tsx
  name: "Name",
  password: "Password",

  // sign-in-words.ts
  itsProvider: "its identity provider",
  temporary: "Temporary credentials of a role of your own",
  accountWithYours: "A role of another account, taken on with credentials of yours",
  accountNoKeys: "A role of another account; no keys to type",
  bySigningIn: (provider: string) => `A role of yours, by signing in at ${provider}`,
  serverRole: "The role of this server; no keys to type",
  anyone: "Open to everyone who reaches this page",
  byPassword: "For people with a name and a password here",
  visitor: "You bring them; they are forgotten when you sign out",
  signedInAt: (provider: string, person: string) => `You are signed in at ${provider} as ${person}`,
  openId: "OpenID Connect; no keys to type",
  saml: "SAML; no keys to type",
  whoSignIn: (provider: string) => `For people who sign in at ${provider}`,

  // sign-in-code.tsx
  sixDigits: "The code has six digits.",
  mfaCode: "Code of your MFA device",
  mfaHint: "Six digits; a device shows another one every 30 seconds, and AWS takes each once.",
  open: "Open",
  takingOn: "Taking on the role…",

  // sign-in-error.tsx
  titles: {
    expired: "These credentials have expired",
    "sign-in-again": "Please sign in again",
    "not-signed-in": "Please sign in",
    "mfa-needed": "A code is needed",
    denied: "That is not right",
    unreachable: "The role cannot be had at present",
    "no-answer": "Wardrobe does not answer",
    "not-found": "The sign-in did not work",
    "wrong-clock": "The clocks differ",
    "too-many-attempts": "Too many attempts",
    invalid: "These cannot be used",
  },
  awsRefuses: "AWS refuses",
  notOpened: "It could not be opened",

  // sign-in-form.tsx
  openIt: (label: string) => `Open ${label}`,
  signInFailed: "The sign-in did not work",
  tryAgain: "Try again",

  // sign-in-password.tsx
  signIn: "Sign in",
  signingIn: "Signing in…",

  // sign-in-provider.tsx
  signInWith: (provider: string) => `Sign in with ${provider}`,
  asOther: "Sign in as somebody else",
  notReached: (provider: string) => `${provider} cannot be reached`,
  samlResponse: "SAML response",
  idToken: "ID token",
  pasteSaml: "Paste a SAML response instead",
  pasteToken: "Paste an ID token instead",
  samlHint:
    "In base64, as SAMLResponse=… from the browser's network view, or as XML. AWS takes it for five minutes.",
  tokenHint: "Three parts with dots between, made for this application. It is not kept after it ends.",
  askingAws: "Asking AWS…",
  takeResponse: "Use this response",
  takeToken: "Use this token",
  adminsEnter: (provider: string) => `What administrators enter at ${provider}`,

  // sign-in-temporary.tsx
  keyId: "Access key id",
  secretKey: "Secret access key",
  token: "Session token",
  theyExpire: (when: string) => `They expire at ${when}.`,
  askingWho: "Asking AWS who you are…",
  pasteAll: "Paste them all at once",
  pasteHint: "export AWS_ACCESS_KEY_ID=… · JSON · a credentials file",
  theKeyId: "access key id",
  theSecretKey: "secret access key",
  theToken: "session token",
  noneFound: "There are no credentials in this.",
  allFound: "All three found.",
  foundWithout: (missing: string[]) => `Found, but without the ${missing.join(" and the ")}.`,
  howToGet: "How to get them",
  inPortal:
    "In the access portal of your organisation choose the role, then “Access keys”, and copy. Or in a terminal:",

  // home-marks.tsx
  favourites: "Favourites",
  recent: "Recent folders",

  // sign-in-tile.tsx
  chooseRole: "Choose a role",
  openAs: (person: string) => `Open as ${person}`,

  // sign-in-waiting.tsx
  notTaken: "This sign-in cannot be taken up",
  without: "Go on without it",
  looking: "Looking at the sign-in",
  signedYouIn: (provider: string, person: string) => `${provider} signed you in as ${person}.`,
  continueTo: (label: string, provider: string) =>
    `Continue to ${label}? If you did not just come from ${provider}, somebody else may have sent you here.`,
  leaveIt: "No, leave it",
  goOn: "Continue",

  // sign-in.tsx
  tagline: "Files in Amazon S3, opened through a role.",
  noConnection: "No connection is set up",
  declares: "Whoever runs this Wardrobe declares them in its configuration.",

  // signed-in.tsx
  signedIn: "Signed in",
  youAre: "You are signed in",
  behind: "The page behind this window is as it was.",
  closeWindow: "You can close this window.",
  why: "Why",
};
