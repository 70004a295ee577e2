// The page of one's own sign-ins.

export const you = {
  title: "Your sign-ins",
  roles: "Open here",
  nothingOpen: "Nothing is open in this browser.",
  close: "Close",
  closeIt: (label: string) => `Close ${label}`,
  browsers: "Signed in with",
  browsersWhy: "Browsers in which you have given the same password, or signed in at the same provider.",
  onlyThis:
    "Wardrobe knows of this browser only: what you have open here does not say who you are, so no other can be told to be yours.",
  thisOne: "This browser",
  on: (browser: string, system: string) => `${browser} on ${system}`,
  unknownBrowser: "A browser that does not say what it is",
  lastUsed: (when: string) => `last used ${when}`,
  since: (when: string) => `signed in ${when}`,
  end: "Sign out there",
  ended: "That browser is signed out",
  everywhere: "Sign out everywhere",
  everywhereWhy: "Ends all of these sessions, this one too. Uploads and jobs under way in them are given up.",
  failed: "That did not work",
};
