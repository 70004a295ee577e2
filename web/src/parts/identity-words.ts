// The words for where credentials come from and how they stand.
import type { Identity } from "../api/types";
import { timeLeft } from "../util/time-left";
import { type Standing, isOver } from "./identity-standing";

const sources: Record<string, string> = {
  environment: "environment variables",
  profile: "a profile of the AWS files",
  "web-identity": "a web identity file",
  container: "the container's endpoint",
  instance: "the instance's metadata",
  typed: "what you typed",
};

export function sourceWords(source: string): string {
  return sources[source] ?? source;
}

/** The few words on the chip. */
export function standingWords(identity: Identity, standing: Standing): string {
  const { state, left } = standing;
  if (isOver(standing)) return state === "ended" ? "no credentials" : "expired";
  if (state === "retrying") return left === null ? "renewing…" : `renewing… ${timeLeft(left)} left`;
  if (renewsItself(identity, standing) && left === null) return "renews itself";
  if (left !== null && left <= 0) return "renewing…";
  return left === null ? "end unknown" : `${timeLeft(left)} left`;
}

/** Whether nobody needs to do anything about the next ones. */
export function renewsItself({ renewal }: Identity, { state }: Standing): boolean {
  return state === "fresh" && (renewal === "server" || renewal === "sign-in");
}

const renewals: Record<Identity["renewal"], string> = {
  server: "by the server, before they expire",
  "sign-in": "by the server while your sign-in lasts, then by signing in again",
  "pop-up": "by you: the page asks for it in time, in a window of its own",
  code: "by you, with another code of your MFA device",
  none: "by nobody: paste new ones in time",
};

/** Who gets the next ones. */
export function renewalWords({ renewal }: Identity): string {
  return renewals[renewal];
}

/** An account as people call it, with its number. */
export function accountWords({ account, account_label }: Identity): string {
  return account_label ? `${account_label} (${account})` : account;
}
