// The search that the address asks for.
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useOpenings } from "../api/access";
import { type Wanted, search } from "../api/search";
import type { Folder } from "../files/item";
import { isEmpty } from "./address";
import { Hunt, type Progress } from "./hunt";

/** Searches while it is on screen; null while it is not said for what. */
export function useHunt({ connection, bucket, prefix }: Folder, wanted: Wanted): [Hunt, Progress | null] {
  const openings = useOpenings();
  const { words, how, within, min, max, after, before } = wanted;
  const asked = useMemo<Wanted>(
    () => ({ words, how, within, min, max, after, before }),
    [words, how, within, min, max, after, before],
  );
  const hunt = useMemo(
    () => new Hunt((signal) => search(connection, { bucket, prefix }, asked, signal)),
    [connection, bucket, prefix, asked],
  );
  const idle = isEmpty(asked);
  // New credentials: what failed for want of them is asked again.
  useEffect(() => {
    if (openings >= 0 && !idle) hunt.start();
    return () => hunt.stop();
  }, [hunt, openings, idle]);
  const progress = useSyncExternalStore(hunt.subscribe, hunt.progress);
  return [hunt, idle ? null : progress];
}
