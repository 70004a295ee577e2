// The listing of the folder that is on the page.
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useOpenings } from "../api/access";
import { listObjects } from "../api/objects";
import { nameOf } from "../api/role";
import { Listing, type View } from "../listing/listing";
import type { Sort } from "../listing/order";
import { rowSeen } from "../listing/rows";
import { transfers } from "../transfer";
import type { Folder } from "./item";

/** The listing of a folder, which nobody has started. */
export function useListingOf({ connection, bucket, prefix }: Folder): Listing {
  return useMemo(
    () =>
      new Listing(prefix, (startAfter, signal) =>
        listObjects(connection, { bucket, prefix, startAfter }, signal),
      ),
    [connection, bucket, prefix],
  );
}

/** Lists while the folder is on screen; takes in what is uploaded meanwhile. */
export function useListing({ connection, bucket, prefix }: Folder, sort: Sort): [Listing, View] {
  const openings = useOpenings();
  const listing = useListingOf({ connection, bucket, prefix });
  // New credentials: what failed for want of them is asked again.
  useEffect(() => {
    // Read, so that another opening starts it again.
    if (openings >= 0) listing.start();
    return () => listing.stop();
  }, [listing, openings]);
  const { by, descending } = sort;
  useEffect(() => listing.sort({ by, descending }), [listing, by, descending]);
  useEffect(
    () =>
      transfers.onDone((arrival) => {
        // Whichever role it came by: it is the same bucket.
        if (nameOf(arrival.connection) !== nameOf(connection) || arrival.bucket !== bucket) return;
        const row = rowSeen(prefix, arrival.key, arrival.size, new Date().toISOString());
        if (row !== null) listing.put(row);
      }),
    [listing, connection, bucket, prefix],
  );
  return [listing, useSyncExternalStore(listing.subscribe, listing.view)];
}
