// The server's clock, which need not be the browser's.

/** By how much the server's clock is ahead, in milliseconds. */
let ahead = 0;

/** Takes in an answer's `Date`. It is cut to the second and has been on its way: what we make of it is
 * early by a second and a bit, never late. */
export function hear(date: string | null, now = Date.now()): void {
  const told = Date.parse(date ?? "");
  if (!Number.isNaN(told)) ahead = told - now;
}

/** What the server's clock has shown by now, at least. RFC 3339. */
export function serverNow(now = Date.now()): string {
  return new Date(now + ahead).toISOString();
}
