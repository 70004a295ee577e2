// What a connection is, in plain words.
import type { Connection } from "../api/types";
import { m } from "../messages";

/** Where people sign in for it, as they call it. */
export function providerLabel({ provider }: Connection): string {
  return provider?.label ?? m.pages.itsProvider;
}

/** How a connection gets its role. */
export function kindWords(connection: Connection): string {
  switch (connection.kind) {
    case "temporary":
      return m.pages.temporary;
    case "account":
      return connection.people === "visitor" ? m.pages.accountWithYours : m.pages.accountNoKeys;
    case "identity-provider":
    case "saml":
      return m.pages.bySigningIn(providerLabel(connection));
    default:
      return m.pages.serverRole;
  }
}

/** Who may open it. */
export function peopleWords(connection: Connection): string {
  switch (connection.people) {
    case "anyone":
      return m.pages.anyone;
    case "password":
      return m.pages.byPassword;
    case "visitor":
      return m.pages.visitor;
    case "sign-in":
      return connection.signed_in
        ? m.pages.signedInAt(providerLabel(connection), connection.signed_in)
        : signInWords(connection);
  }
}

function signInWords(connection: Connection): string {
  switch (connection.kind) {
    case "identity-provider":
      return m.pages.openId;
    case "saml":
      return m.pages.saml;
    default:
      return m.pages.whoSignIn(providerLabel(connection));
  }
}
