// Uploads that somebody has cancelled and that S3 may not have let go of yet.
import { abandonTransfer } from "../api/transfers";

/** By id, the connection of each. */
const ending = new Map<string, string>();

/** Sees to it that the upload is given up even if the page is left before all of it has come to a stop. */
export function ends(connection: string, id: string): void {
  if (ending.size === 0) addEventListener("pagehide", leave);
  ending.set(id, connection);
}

/** S3 has let go of it, or it goes on after all. */
export function ended(id: string): void {
  ending.delete(id);
  if (ending.size === 0) removeEventListener("pagehide", leave);
}

function leave(): void {
  for (const [id, connection] of ending) abandonTransfer(connection, id).catch(() => undefined);
}
