// Die Seite der eigenen Anmeldungen.
import type { you as english } from "../en/you";

export const you: typeof english = {
  title: "Ihre Anmeldungen",
  roles: "Hier geöffnet",
  nothingOpen: "In diesem Browser ist nichts geöffnet.",
  close: "Schließen",
  closeIt: (label) => `${label} schließen`,
  browsers: "Angemeldet mit",
  browsersWhy:
    "Browser, in denen Sie dasselbe Passwort angegeben oder sich beim selben Anbieter angemeldet haben.",
  onlyThis:
    "Wardrobe kennt nur diesen Browser: Was Sie hier geöffnet haben, sagt nicht, wer Sie sind; von keinem anderen lässt sich sagen, dass er Ihnen gehört.",
  thisOne: "Dieser Browser",
  on: (browser, system) => `${browser} auf ${system}`,
  unknownBrowser: "Ein Browser, der nicht sagt, was er ist",
  lastUsed: (when) => `zuletzt benutzt: ${when}`,
  since: (when) => `angemeldet: ${when}`,
  end: "Dort abmelden",
  ended: "Dieser Browser ist abgemeldet",
  everywhere: "Überall abmelden",
  everywhereWhy:
    "Beendet alle diese Sitzungen, auch diese. Was in ihnen an Uploads und Aufträgen läuft, wird aufgegeben.",
  failed: "Das hat nicht geklappt",
};
