// The words for where credentials come from and how they stand.
import type { Identity } from "../api/types";
import { m } from "../messages";
import { timeLeft } from "../util/time-left";
import { type Standing, isOver } from "./identity-standing";

export function sourceWords(source: string): string {
  const sources: Record<string, string> = m.parts.sources;
  return sources[source] ?? source;
}

/** The few words on the chip. */
export function standingWords(identity: Identity, standing: Standing): string {
  const { state, left } = standing;
  if (isOver(standing)) return state === "ended" ? m.parts.noCredentials : m.parts.expiredShort;
  if (state === "retrying") return left === null ? m.parts.renewing : m.parts.renewingLeft(timeLeft(left));
  if (renewsItself(identity, standing) && left === null) return m.parts.renewsItself;
  if (left !== null && left <= 0) return m.parts.renewing;
  return left === null ? m.parts.endUnknown : m.parts.left(timeLeft(left));
}

/** Whether nobody needs to do anything about the next ones. */
export function renewsItself({ renewal }: Identity, { state }: Standing): boolean {
  return state === "fresh" && (renewal === "server" || renewal === "sign-in");
}

/** Who gets the next ones. */
export function renewalWords({ renewal }: Identity): string {
  return m.parts.renewals[renewal];
}

/** An account as people call it, with its number. */
export function accountWords({ account, account_label }: Identity): string {
  return account_label ? `${account_label} (${account})` : account;
}
