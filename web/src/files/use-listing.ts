// The listing of the folder that is on the page.
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useOpenings } from "../api/access";
import { listObjects } from "../api/objects";
import { nameOf, useOpened } from "../api/role";
import { goneBy, jobs, mayHaveChanged } from "../jobs";
import { Listing, type View } from "../listing/listing";
import type { Sort } from "../listing/order";
import { rowSeen } from "../listing/rows";
import { transfers } from "../transfer";
import type { Folder } from "./item";
import { Kept, keep, keptOf } from "./kept";

/** The listing of a folder, which nobody has started. */
export function useListingOf({ connection, bucket, prefix }: Folder): Listing {
  return useMemo(() => listingOf({ connection, bucket, prefix }), [connection, bucket, prefix]);
}

function listingOf({ connection, bucket, prefix }: Folder): Listing {
  return new Listing(prefix, (startAfter, signal) =>
    listObjects(connection, { bucket, prefix, startAfter }, signal),
  );
}

/** Lists while the folder is on screen; takes in what is uploaded meanwhile, and what jobs have changed. The folder
 * stays the same. What is told of the place is told to who comes back. */
export function useListing({ connection, bucket, prefix }: Folder, sort: Sort): [Kept, View] {
  const openings = useOpenings();
  const role = useOpened(nameOf(connection))?.id;
  const [{ place, isAgain }] = useState(() => {
    const folder = { connection, bucket, prefix };
    const known = keptOf(role, folder);
    return {
      place: known ?? new Kept(listingOf(folder)),
      isAgain: Boolean(known),
    };
  });
  const { listing } = place;
  const again = useRef(isAgain);
  // New credentials: what failed for want of them is asked again.
  useEffect(() => {
    // Read, so that another opening starts it again.
    if (again.current) listing.refresh();
    else if (openings >= 0) listing.start();
    again.current = false;
    return () => listing.stop();
  }, [listing, openings]);
  const { by, descending } = sort;
  useEffect(() => listing.sort({ by, descending }), [listing, by, descending]);
  const roles = useRef(new Set<string>());
  useEffect(() => {
    if (role !== undefined) roles.current.add(role);
  }, [role]);
  useEffect(() => {
    const seenBy = roles.current;
    return () => {
      listing.filter("");
      // What several roles have seen is nobody's.
      const [one, ...more] = seenBy;
      if (one !== undefined && more.length === 0) keep(one, { connection, bucket, prefix }, place);
    };
  }, [listing, place, connection, bucket, prefix]);
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
  useEffect(
    () =>
      jobs.onEnd((entry) => {
        const folder = { connection, bucket, prefix };
        if (!mayHaveChanged(entry, folder)) return;
        const gone = new Set(goneBy(entry, folder));
        if (gone.size > 0) listing.remove(gone);
        listing.refresh();
      }),
    [listing, connection, bucket, prefix],
  );
  return [place, useSyncExternalStore(listing.subscribe, listing.view)];
}
