// What may be done in a place: what the server has been asked, and what has been refused in this tab.
import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { connectionPath, requestJson } from "./client";
import { ApiError } from "./error";
import { keys } from "./queries";
import type { Abilities, AbilityState } from "./types";

export type Ability = keyof Abilities;

/** A folder, as one role sees it. */
export interface Place {
  /** As API paths have it. */
  connection: string;
  bucket: string;
  prefix: string;
}

/** What a place allows is asked anew after so many milliseconds; before that, by "Try again". */
const KEPT = 5 * 60_000;

/** What the folder page needs to know. That it may list, it sees. */
const ofFolder: Ability[] = ["read", "write", "delete"];
const all: Ability[] = ["list", ...ofFolder, "versions"];

/** Asks about `of`; about everything without it. Nothing in the place changes by it. */
export function abilitiesQuery({ connection, bucket, prefix }: Place, of: Ability[] = []) {
  const query = { bucket, prefix, of: of.length > 0 ? of.join(",") : undefined };
  return queryOptions({
    queryKey: keys.abilities(connection, bucket, prefix, query.of),
    queryFn: ({ signal }) =>
      requestJson<Abilities>(connectionPath(connection, "abilities"), { query, signal }),
    staleTime: KEPT,
    retry: false,
  });
}

/** What was refused in this tab; null where somebody wants to try it in spite of what is known. */
const met = new Map<string, ApiError | null>();
const listeners = new Set<() => void>();
let changes = 0;

function changed(): void {
  changes += 1;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const keyOf = ({ connection, bucket, prefix }: Place, ability: Ability) =>
  [connection, bucket, prefix, ability].join("\n");

const byAction: Record<string, Ability> = {
  "s3:GetObject": "read",
  "s3:PutObject": "write",
  "s3:DeleteObject": "delete",
};

/** Remembers a refusal that is about something in the folder itself. Of what is below it, or of a key
 * of KMS, it says nothing. */
export function meet(place: Place, thrown: unknown): void {
  const error = ApiError.from(thrown);
  const ability = byAction[error.denial?.action ?? ""];
  const [, name] = error.denial?.resource.split(`:::${place.bucket}/${place.prefix}`) ?? [];
  if (error.code !== "denied" || !ability || name === undefined || name.slice(0, -1).includes("/")) return;
  met.set(keyOf(place, ability), error);
  changed();
}

/** From now on what is known of these counts for nothing: it has gone through, or is to be tried. */
export function insist(place: Place, abilities: Ability[]): void {
  const known = abilities.filter((ability) => met.get(keyOf(place, ability)) !== null);
  for (const ability of known) met.set(keyOf(place, ability), null);
  if (known.length > 0) changed();
}

/** Forgets what was refused here. */
function forget(place: Place, abilities: Ability[]): void {
  for (const ability of abilities) met.delete(keyOf(place, ability));
  changed();
}

/** With other credentials, other things may be refused. */
export function forgetAbilities(client: QueryClient): void {
  met.clear();
  changed();
  void client.resetQueries({ queryKey: ["abilities"] });
}

/** Why each is refused, as far as is known. */
export type Refusals = Partial<Record<Ability, ApiError>>;

function refusalsIn(place: Place, told: Abilities | undefined, of: Ability[]): Refusals {
  const found: Refusals = {};
  for (const ability of of) {
    const said = told?.[ability]?.error;
    const seen = met.get(keyOf(place, ability));
    const refusal = seen === undefined ? said && ApiError.of(said) : seen;
    if (refusal) found[ability] = refusal;
  }
  return found;
}

export interface Known {
  refusals: Refusals;
  /** Asks anew; what was refused in this tab counts no more. */
  askAgain: (abilities: Ability[]) => Promise<Refusals>;
}

/** What is known of a folder. The server is asked once it is `ready`. */
export function useAbilities({ connection, bucket, prefix }: Place, ready: boolean): Known {
  const client = useQueryClient();
  const place = useMemo(() => ({ connection, bucket, prefix }), [connection, bucket, prefix]);
  const query = abilitiesQuery(place, ofFolder);
  const { data } = useQuery({ ...query, enabled: ready });
  const seen = useSyncExternalStore(subscribe, () => changes);
  return useMemo(
    () => ({
      refusals: seen < 0 ? {} : refusalsIn(place, data, ofFolder),
      askAgain: async (abilities) => {
        const fresh = await client.fetchQuery({ ...abilitiesQuery(place, ofFolder), staleTime: 0 });
        forget(place, abilities);
        return refusalsIn(place, fresh, ofFolder);
      },
    }),
    [client, place, data, seen],
  );
}

/** Whether something may be done, and why not. */
export interface Told {
  state: AbilityState;
  reason?: string;
}

/** All there is to know of a place, asked for whoever looks. */
export function useAllAbilities(place: Place) {
  const { data, error } = useQuery({ ...abilitiesQuery(place), staleTime: 0, gcTime: 0 });
  useSyncExternalStore(subscribe, () => changes);
  if (!data) return { found: null, error };
  const refusals = refusalsIn(place, data, all);
  const told = (ability: Ability): Told => {
    const refusal = refusals[ability];
    if (refusal) return { state: "refused", reason: refusal.message };
    const state = data[ability]?.state ?? "unknown";
    return { state: state === "refused" ? "unknown" : state };
  };
  const found = Object.fromEntries(all.map((ability) => [ability, told(ability)]));
  return { found: found as Record<Ability, Told>, error: null };
}
