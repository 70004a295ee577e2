// What a connection is, in plain words.
import type { Connection } from "../api/types";

/** Where people sign in for it, as they call it. */
export function providerLabel({ provider }: Connection): string {
  return provider?.label ?? "its identity provider";
}

/** How a connection gets its role. */
export function kindWords(connection: Connection): string {
  switch (connection.kind) {
    case "temporary":
      return "Temporary credentials of a role of your own";
    case "account":
      return connection.people === "visitor"
        ? "A role of another account, taken on with credentials of yours"
        : "A role of another account; no keys to type";
    case "identity-provider":
    case "saml":
      return `A role of yours, by signing in at ${providerLabel(connection)}`;
    default:
      return "The role of this server; no keys to type";
  }
}

/** Who may open it. */
export function peopleWords(connection: Connection): string {
  switch (connection.people) {
    case "anyone":
      return "Open to everyone who reaches this page";
    case "password":
      return "For people with a name and a password here";
    case "visitor":
      return "You bring them; they are forgotten when you sign out";
    case "sign-in":
      return connection.signed_in
        ? `You are signed in at ${providerLabel(connection)} as ${connection.signed_in}`
        : signInWords(connection);
  }
}

function signInWords(connection: Connection): string {
  switch (connection.kind) {
    case "identity-provider":
      return "OpenID Connect; no keys to type";
    case "saml":
      return "SAML; no keys to type";
    default:
      return `For people who sign in at ${providerLabel(connection)}`;
  }
}
