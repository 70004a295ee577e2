// The listing of a folder as it was.
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useOpenings } from "../api/access";
import type { Page, PastObject } from "../api/types";
import { listPast } from "../api/versions";
import type { Folder } from "../files/item";
import { Listing, type View } from "../listing/listing";
import type { Sort } from "../listing/order";

export interface Past {
  listing: Listing;
  view: View;
  /** What is known of an object, by its key. */
  found: ReadonlyMap<string, PastObject>;
}

export function usePast({ connection, bucket, prefix }: Folder, at: string, sort: Sort): Past {
  const openings = useOpenings();
  const { listing, found } = useMemo(() => {
    const known = new Map<string, PastObject>();
    const pages = (_: string | undefined, signal: AbortSignal) =>
      pagesOf(listPast(connection, { bucket, prefix, at }, signal), known);
    return { listing: new Listing(prefix, pages), found: known };
  }, [connection, bucket, prefix, at]);
  useEffect(() => {
    // A past has no place to go on from: whatever broke off begins anew.
    if (openings >= 0) listing.refresh();
    return () => listing.stop();
  }, [listing, openings]);
  const { by, descending } = sort;
  useEffect(() => listing.sort({ by, descending }), [listing, by, descending]);
  return { listing, found, view: useSyncExternalStore(listing.subscribe, listing.view) };
}

/** The pages of a folder as it was; notes what is known of each object. */
async function* pagesOf(
  lines: ReturnType<typeof listPast>,
  known: Map<string, PastObject>,
): AsyncGenerator<Page> {
  for await (const line of lines) {
    if (line.type !== "page") continue;
    for (const object of line.objects) known.set(object.key, object);
    yield { type: "page", prefixes: line.prefixes, objects: line.objects.map(asListed) };
  }
}

function asListed({ key, size, last_modified, etag, storage_class }: PastObject): Page["objects"][number] {
  return {
    key,
    size,
    last_modified: last_modified ?? null,
    etag: etag ?? null,
    storage_class: storage_class ?? null,
  };
}
