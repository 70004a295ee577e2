// When it is time to ask a person for the next credentials.
import { pathOf } from "../api/role";
import type { Identity } from "../api/types";
import type { Standing } from "./identity-standing";

const LATEST = 10 * 60_000;
const SHARE = 0.2;
/** What a person needs for it, of however short a life; half of it at most. */
const EARLIEST = 30_000;

/** The longest that credentials have been seen to last, by where and when they end. */
const lives = new Map<string, number>();

/** Whether credentials that last still should be renewed by a person now: at once where the server
 * can no longer do it, else ten minutes before their end, or a fifth of their life, and never so late
 * that nobody could do it in time. */
export function endsSoon(identity: Identity, { state, endsAt, left }: Standing): boolean {
  const { renewal } = identity;
  if (left === null || left <= 0 || renewal === "server" || renewal === "none") return false;
  if (renewal === "sign-in") return state === "needs-sign-in";
  const place = `${pathOf(identity)} ${endsAt}`;
  const life = Math.max(left, lives.get(place) ?? 0);
  lives.set(place, life);
  return left < Math.min(LATEST, Math.max(life * SHARE, Math.min(EARLIEST, life / 2)));
}
