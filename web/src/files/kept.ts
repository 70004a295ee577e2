// Listings that were looked at lately: who comes back to a folder finds its rows where they were, while
// it is listed again.
import type { Listing } from "../listing/listing";
import type { Anchor } from "../listing/window";
import type { Folder } from "./item";

export class Kept {
  readonly listing: Listing;
  /** What is seen of it, once it has been shown. */
  at: Anchor | undefined;
  focus: string | null = null;

  constructor(listing: Listing) {
    this.listing = listing;
  }

  isAt(at: Anchor): void {
    this.at = at;
  }

  hasFocus(key: string | null): void {
    this.focus = key;
  }
}

/** So many listings, and so many rows in all of them. */
const LISTINGS = 8;
const ROWS = 1_500_000;

/** The last one is the one that was left last. */
const kept = new Map<string, Kept>();

/** What one role has seen is no business of another: `role` is the id of the opened one. */
function nameFor(role: string, { connection, bucket, prefix }: Folder): string {
  return JSON.stringify([role, connection, bucket, prefix]);
}

export function keptOf(role: string | undefined, folder: Folder): Kept | undefined {
  return role === undefined ? undefined : kept.get(nameFor(role, folder));
}

export function keep(role: string, folder: Folder, left: Kept): void {
  if (left.listing.view().total === 0) return;
  const name = nameFor(role, folder);
  kept.delete(name);
  kept.set(name, left);
  let rows = 0;
  for (const [at, [other, { listing }]] of [...kept].toReversed().entries()) {
    rows += listing.view().total;
    if (at > 0 && (at >= LISTINGS || rows > ROWS)) kept.delete(other);
  }
}
