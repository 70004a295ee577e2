// Folders with a star, and those that were opened lately: of one person in one connection, kept by this browser.
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { nameOf, useOpened } from "../api/role";
import type { Identity } from "../api/types";
import type { View } from "../listing/listing";
import { recall, remember } from "../util/remembered";
import { type Been, placesIn } from "./been";
import type { Folder } from "./item";

export type Kind = "starred" | "recent";

/** So many of each. */
const MOST: Readonly<Record<Kind, number>> = { starred: 100, recent: 10 };

const listeners = new Set<() => void>();

/** What one account shows to one person is no business of another. */
function nameFor(kind: Kind, { connection, account, person }: Identity): string {
  return `${kind} ${connection} ${account} ${person}`;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const isAt =
  ({ bucket, prefix }: Been) =>
  (other: Been) =>
    other.bucket === bucket && other.prefix === prefix;

export function marksOf(kind: Kind, who: Identity): Been[] {
  return placesIn(recall("browser", nameFor(kind, who)));
}

function keep(kind: Kind, who: Identity, places: Been[]): void {
  remember("browser", nameFor(kind, who), JSON.stringify(places.slice(0, MOST[kind])));
  for (const listener of listeners) listener();
}

/** Gives a folder a star, or takes it away. */
export function toggleStar(who: Identity, { bucket, prefix }: Been): void {
  const places = marksOf("starred", who);
  const others = places.filter((place) => !isAt({ bucket, prefix })(place));
  keep("starred", who, others.length < places.length ? others : [...places, { bucket, prefix }]);
}

/** The folder was opened: it is the first of the recent ones. */
export function wasOpened(who: Identity, { bucket, prefix }: Been): void {
  const others = marksOf("recent", who).filter((place) => !isAt({ bucket, prefix })(place));
  keep("recent", who, [{ bucket, prefix }, ...others]);
}

/** The places of this tab's person in a connection. */
export function useMarks(kind: Kind, connection: string): Been[] {
  const who = useOpened(nameOf(connection));
  const text = useSyncExternalStore(subscribe, () => who && recall("browser", nameFor(kind, who)));
  return useMemo(() => placesIn(text ?? null), [text]);
}

/** Whether the folder has a star, and what gives or takes it. */
export function useStar({ connection, bucket, prefix }: Folder): [boolean, () => void] {
  const who = useOpened(nameOf(connection));
  const isStarred = useMarks("starred", connection).some(isAt({ bucket, prefix }));
  return [isStarred, () => who && toggleStar(who, { bucket, prefix })];
}

/** Remembers that the folder was opened, once something of it is listed. */
export function useRecent({ connection, bucket, prefix }: Folder, view: View): void {
  const who = useOpened(nameOf(connection));
  const isListed = view.error === null && (view.found || view.ways || view.state === "done");
  useEffect(() => {
    if (who && isListed) wasOpened(who, { bucket, prefix });
  }, [who, bucket, prefix, isListed]);
}
