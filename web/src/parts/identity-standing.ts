// How things stand with the credentials of a connection, second by second.
import { useEffect, useState } from "react";
import { ApiError } from "../api/error";
import { useIdentity, useSession } from "../api/queries";
import { pathOf } from "../api/role";
import type { Identity } from "../api/types";
import { nextTick } from "../util/time-left";

export interface Standing {
  state: Identity["state"];
  /** When they end or ended, in ms since 1970; null where AWS does not tell, or ended them before. */
  endsAt: number | null;
  /** How long they last, in ms; null where that is not known. */
  left: number | null;
}

/** Whether nothing can be done with them any more. */
export function isOver({ state, left }: Standing): boolean {
  return state === "ended" || (state === "needs-sign-in" && (left === null || left <= 0));
}

/** Nobody but a person brings the next ones. */
export function needsPerson({ renewal }: Identity): boolean {
  return renewal !== "server" && renewal !== "sign-in";
}

const HOUR = 3_600_000;

/** What the server says once the credentials are over. */
const over: string[] = ["expired", "sign-in-again", "mfa-needed"];

// The server no longer says when credentials ended, once they have.
const lastEnds = new Map<string, number>();

const past = (end: number | null | undefined, now: number) => (end && end <= now ? end : null);

/** How `identity` stands at `now`. Credentials that nobody renews have ended when their time is
 * over, whether or not the server has been asked since. */
export function standingOf(identity: Identity, now: number): Standing {
  const told = identity.expires_at ? Date.parse(identity.expires_at) : Number.NaN;
  const place = pathOf(identity);
  if (!Number.isNaN(told)) lastEnds.set(place, told);
  else if (identity.state === "fresh") lastEnds.delete(place);
  const ended = identity.state === "ended" || identity.state === "needs-sign-in";
  const known = Number.isNaN(told) ? null : told;
  const endsAt = known ?? (ended ? past(lastEnds.get(place), now) : null);
  // Of those whose end the server no longer tells, nothing is left, whatever the clocks say.
  const most = known === null ? 0 : Number.POSITIVE_INFINITY;
  const left = endsAt === null ? null : Math.min(endsAt - now, most);
  if (!ended && left !== null && left <= 0 && needsPerson(identity)) {
    return { state: "needs-sign-in", endsAt, left };
  }
  return { state: identity.state, endsAt, left };
}

/** The present time, told anew whenever words about `until` change, or each second. */
export function useNow(until: number | null, every: "words" | "seconds" = "words"): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (until === null) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const left = until - Date.now();
      const next = every === "seconds" && left > 0 ? (left % 1000) + 5 : nextTick(left);
      timer = setTimeout(tick, Math.min(next, HOUR));
    };
    const tick = () => {
      setNow(Date.now());
      wait();
    };
    wait();
    return () => clearTimeout(timer);
  }, [until, every]);
  return now;
}

/** Who we are in a connection and how that stands; `ended` as soon as the server calls it expired. */
export function useStanding(connection: string): { identity?: Identity; standing?: Standing } {
  const { data, error, refetch } = useIdentity(connection);
  const { data: session } = useSession();
  // Without credentials nobody can be asked who we are; that the connection is open is known still.
  const identity =
    data ?? session?.open.find((open) => pathOf(open) === connection || open.connection === connection);
  const endsAt = identity?.expires_at ? Date.parse(identity.expires_at) : null;
  const now = useNow(endsAt);
  const passed = endsAt !== null && endsAt <= now;
  // A role that the server renews has new credentials by now.
  useEffect(() => {
    if (passed) void refetch();
  }, [passed, refetch]);
  if (!identity) return {};
  const standing = standingOf(identity, now);
  const lost = error instanceof ApiError && over.includes(error.code);
  if (!lost) return { identity, standing };
  const state = identity.renewal === "server" ? "ended" : "needs-sign-in";
  const left = Math.min(standing.left ?? 0, 0);
  return { identity, standing: { endsAt: past(standing.endsAt, now), state, left } };
}
