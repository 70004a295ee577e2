// The addresses of the page. What is on screen is in the address, so that a link leads back to it.
// Buckets and keys are in the query: `//` and `..` survive there.
import { url } from "./api/client";
import { nameOf } from "./api/role";
import type { SearchQuery } from "./search/address";

/** What the address of the file page holds. */
export interface Place extends SearchQuery {
  bucket: string;
  prefix?: string;
  sort?: string;
  order?: string;
  /** The key of the object that is shown large. */
  preview?: string;
  /** The key of the text that is edited; `new` when it is not there yet. */
  edit?: string;
  new?: string;
  /** The moment as of which the folder is shown, RFC 3339; without it, as it is. */
  at?: string;
}

/** How a sign-in at a provider goes. */
export interface SignIn {
  /** Where in this page it leads back to. */
  returnTo?: string;
  /** In a window of its own, which closes at the end. */
  popup?: boolean;
  /** The provider asks who it is, even if it knows somebody. */
  anew?: boolean;
}

/** The patterns the router matches. */
export const patterns = {
  start: "/",
  connection: "/c/:connection",
  files: "/c/:connection/files",
  saml: "/c/:connection/saml",
  check: "/c/:connection/check",
  setup: "/setup",
  you: "/you",
  share: "/share",
  signedIn: "/signed-in",
} as const;

/** The addresses themselves. They name the connection alone, whichever of its roles a tab works under. */
export const paths = {
  start: () => "/",
  connection: (connection: string) => `/c/${encodeURIComponent(nameOf(connection))}`,
  files: (connection: string, { bucket, prefix = "", sort, order, preview, ...search }: Place) =>
    url(`${paths.connection(connection)}/files`, { bucket, prefix, sort, order, preview, ...search }),
  /** What works there, or in one place of it. */
  check: (connection: string, { bucket, prefix }: Partial<Place> = {}) =>
    url(`${paths.connection(connection)}/check`, { bucket, prefix }),
  /** What administrators enter at a SAML provider. */
  saml: (connection: string) => `${paths.connection(connection)}/saml`,
  /** One's own sign-ins. */
  you: () => "/you",
  /** What was shared with the installed page. */
  share: () => "/share",
  /** Where administrators set connections up. */
  setup: () => "/setup",
  /** Not a page: the server sends the browser on to the identity provider. */
  signIn: (connection: string, { returnTo, popup, anew }: SignIn = {}) =>
    url(`/sign-in/${encodeURIComponent(nameOf(connection))}`, {
      return_to: returnTo,
      popup: popup ? "1" : undefined,
      prompt: anew ? "login" : undefined,
    }),
};
