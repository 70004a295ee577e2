// What a connection is, in plain words.
import type { Connection } from "../api/types";

/** How a connection gets its role. */
export function kindWords({ kind }: Connection): string {
  return kind === "temporary"
    ? "Temporary credentials of a role of your own"
    : "The role of this server; no keys to type";
}

/** Who may open it. */
export function peopleWords({ people }: Connection): string {
  switch (people) {
    case "anyone":
      return "Open to everyone who reaches this page";
    case "password":
      return "For people with a name and a password here";
    case "visitor":
      return "You bring them; they are forgotten when you sign out";
  }
}
