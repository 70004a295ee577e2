// The words for where credentials come from and how they stand.
import type { Identity } from "../api/types";
import { timeLeft } from "../util/time-left";
import type { Standing } from "./identity-standing";

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
export function standingWords(identity: Identity, { state, left }: Standing): string {
  if (state === "needs-sign-in") return "expired";
  if (state === "ended") return "no credentials";
  if (state === "retrying") return left === null ? "renewing…" : `renewing… ${timeLeft(left)} left`;
  if (identity.renewal === "server" && left === null) return "renews itself";
  if (left !== null && left <= 0) return "renewing…";
  return left === null ? "end unknown" : `${timeLeft(left)} left`;
}
