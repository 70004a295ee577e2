// What the building blocks of the page say.

export const ui = {
  // copy-button.tsx
  copy: "Copy",
  copied: "Copied",
  noClipboard: "This browser does not allow it",

  // denial.tsx
  awsSays: "AWS says",
  action: "Action",
  resource: "Resource",
  caller: "Caller",
  policy: "Policy",
  policyWords: (type: string, explicit: boolean | null | undefined) =>
    `${type}, ${explicit ? "denies it" : "does not allow it"}`,
  policyArn: "Policy ARN",
  says: (key: string) => `Your sign-in's ${key}`,
  awsCode: "AWS code",
  awsRequestId: "AWS request id",
  requestId: "Wardrobe request id",
  whatAwsSaid: "What AWS said",
  details: "Details",
  copyAll: "Copy all this",

  // dialog.tsx
  close: "Close",

  // remedy.tsx
  whatHelps: "What would help",
  waysToWrite: "Ways to write it",
  messageToSend: "Message to send",
  copyMessage: "Copy the message",
  addTo: (place: string) => `Add to ${place}`,
  onlyJson: "There is only JSON of this one.",
  copyForm: (form: string) => `Copy the ${form}`,

  // states.tsx
  folderEmpty: "This folder is empty",
  upload: "Upload files",
  newFolder: "New folder",
  dropHere: "Drop files or folders here, or choose them.",
  hidden: "Not there, or hidden from your role",
  nothingHere: "There is nothing here",
  noObject: "No object begins with this address.",
  hiddenWhy: "Without the right to list a bucket, S3 does not tell the one from the other.",
  awsNo: "AWS says no",
  notAllowed: "Not allowed",
  expired: (when: string | null) =>
    when ? `Your credentials expired at ${when}` : "Your credentials expired",
  expiredHint: "With new ones you go on right here. Nothing in S3 has changed.",
  inTrouble: "S3 is in trouble",
  failed: "That did not work",
  noAnswer: "Wardrobe does not answer",
  unreachable: "S3 does not answer",
  throttled: "S3 asks us to slow down",
  wrongClock: "The clocks differ",
  wrongRegion: "This bucket is in another region",
  archived: "This object is archived",
  invalid: "This address makes no sense to S3",
  tryAgain: "Try again",

  // toast.tsx
  messages: "Messages",
};
