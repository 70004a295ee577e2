// Where a person has been: places that were listed, kept by this browser for those who cannot list
// what is above them.
import { useEffect } from "react";
import { nameOf, useOpened } from "../api/role";
import type { Identity } from "../api/types";
import type { View } from "../listing/listing";
import { recall, remember } from "../util/remembered";
import type { Folder } from "./item";

export type Been = Pick<Folder, "bucket" | "prefix">;

/** So many places of one bucket, and so many in all. */
const OF_BUCKET = 20;
const IN_ALL = 60;

/** What one account shows to one person is no business of another. */
function nameFor({ connection, account, person }: Identity): string {
  return `been ${connection} ${account} ${person}`;
}

/** The places, the last one first. */
export function placesBeen(who: Identity): Been[] {
  return placesIn(recall("browser", nameFor(who)));
}

/** The places that a text tells of, as it was remembered. */
export function placesIn(text: string | null): Been[] {
  try {
    const kept: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(kept) ? kept.filter(isBeen) : [];
  } catch {
    return [];
  }
}

function isBeen(kept: unknown): kept is Been {
  const { bucket, prefix } = (kept ?? {}) as Partial<Been>;
  return typeof bucket === "string" && typeof prefix === "string";
}

/** Remembers a place. Of places one of which is in the other, the outer is enough: it leads there. */
export function wasIn(who: Identity, { bucket, prefix }: Been): void {
  const known = placesBeen(who);
  const within = (inner: Been, outer: Been) =>
    inner.bucket === outer.bucket && inner.prefix.startsWith(outer.prefix);
  const place = known.find((other) => within({ bucket, prefix }, other)) ?? { bucket, prefix };
  const others = known.filter((other) => !within(other, place));
  const here = [place, ...others.filter((other) => other.bucket === bucket)].slice(0, OF_BUCKET);
  const places = [place, ...others.filter((other) => other.bucket !== bucket || here.includes(other))];
  remember("browser", nameFor(who), JSON.stringify(places.slice(0, IN_ALL)));
}

/** Forgets a place that cannot be listed any more. */
export function forgetPlace(who: Identity, { bucket, prefix }: Been): void {
  const places = placesBeen(who);
  const rest = places.filter((place) => place.bucket !== bucket || place.prefix !== prefix);
  if (rest.length < places.length) remember("browser", nameFor(who), JSON.stringify(rest));
}

/** Where this tab's person has been in a connection. */
export function usePlacesBeen(connection: string): Been[] {
  const who = useOpened(nameOf(connection));
  return who ? placesBeen(who) : [];
}

/** Remembers the folder once it is listed, and forgets it when that is refused. */
export function useBeen({ connection, bucket, prefix }: Folder, view: View): void {
  const who = useOpened(nameOf(connection));
  const listed = !view.ways && (view.found || (prefix === "" && view.state === "done"));
  const refused = ["denied", "hidden", "missing"].includes(view.error?.code ?? "");
  useEffect(() => {
    if (!who) return;
    if (refused) forgetPlace(who, { bucket, prefix });
    else if (listed) wasIn(who, { bucket, prefix });
  }, [who, bucket, prefix, listed, refused]);
}
