// The addresses of the page. What is on screen is in the address, so that a link leads back to it.
// Buckets and keys are in the query: `//` and `..` survive there.
import { url } from "./api/client";

/** What the address of the file page holds. */
export interface Place {
  bucket: string;
  prefix?: string;
  sort?: string;
  order?: string;
  /** The key of the object that is shown large. */
  preview?: string;
}

/** The patterns the router matches. */
export const patterns = {
  start: "/",
  connection: "/c/:connection",
  files: "/c/:connection/files",
} as const;

/** The addresses themselves. */
export const paths = {
  start: () => "/",
  connection: (connection: string) => `/c/${encodeURIComponent(connection)}`,
  files: (connection: string, { bucket, prefix = "", sort, order, preview }: Place) =>
    url(`/c/${encodeURIComponent(connection)}/files`, { bucket, prefix, sort, order, preview }),
};
