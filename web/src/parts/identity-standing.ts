// How things stand with the credentials of a connection, second by second.
import { useEffect, useState } from "react";
import { ApiError } from "../api/error";
import { useIdentity, useSession } from "../api/queries";
import type { Identity } from "../api/types";
import { nextTick } from "../util/time-left";

export interface Standing {
  state: Identity["state"];
  /** When they end or ended, in ms since 1970; null where AWS does not tell. */
  endsAt: number | null;
  /** How long they last, in ms; null where that is not known. */
  left: number | null;
}

const HOUR = 3_600_000;

// The server no longer says when credentials ended, once they have.
const lastEnds = new Map<string, number>();

/** How `identity` stands at `now`. Credentials that nobody renews have ended when their time is
 * over, whether or not the server has been asked since. */
export function standingOf(identity: Identity, now: number): Standing {
  const told = identity.expires_at ? Date.parse(identity.expires_at) : Number.NaN;
  if (!Number.isNaN(told)) lastEnds.set(identity.connection, told);
  else if (identity.state === "fresh") lastEnds.delete(identity.connection);
  const over = identity.state === "ended" || identity.state === "needs-sign-in";
  const known = Number.isNaN(told) ? null : told;
  const endsAt = known ?? (over ? (lastEnds.get(identity.connection) ?? null) : null);
  const left = endsAt === null ? null : endsAt - now;
  if (!over && left !== null && left <= 0 && identity.renewal === "none") {
    return { state: "needs-sign-in", endsAt, left };
  }
  return { state: identity.state, endsAt, left };
}

/** The present time, told anew whenever words about `until` change. */
export function useNow(until: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (until === null) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(tick, Math.min(nextTick(until - Date.now()), HOUR));
    };
    const tick = () => {
      setNow(Date.now());
      wait();
    };
    wait();
    return () => clearTimeout(timer);
  }, [until]);
  return now;
}

/** Who we are in a connection and how that stands; `ended` as soon as the server calls it expired. */
export function useStanding(connection: string): { identity?: Identity; standing?: Standing } {
  const { data, error, refetch } = useIdentity(connection);
  const { data: session } = useSession();
  // Without credentials nobody can be asked who we are; that the connection is open is known still.
  const identity = data ?? session?.open.find((open) => open.connection === connection);
  const endsAt = identity?.expires_at ? Date.parse(identity.expires_at) : null;
  const now = useNow(endsAt);
  const passed = endsAt !== null && endsAt <= now;
  // A role that the server renews has new credentials by now.
  useEffect(() => {
    if (passed) void refetch();
  }, [passed, refetch]);
  if (!identity) return {};
  const standing = standingOf(identity, now);
  const expired = error instanceof ApiError && error.code === "expired";
  const state = identity.renewal === "none" ? "needs-sign-in" : "ended";
  return { identity, standing: expired ? { ...standing, state } : standing };
}
