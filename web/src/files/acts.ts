// What each thing that can be done in a folder needs, and whether it is known to be refused.
import type { Ability, Known } from "../api/abilities";
import type { ApiError } from "../api/error";
import { t } from "../messages/files";

export type Act =
  "upload" | "new-folder" | "download" | "rename" | "move" | "copy" | "cut" | "paste" | "delete";

/** S3 can neither move nor rename: it copies, and deletes. */
export const needs: Record<Act, Ability[]> = {
  upload: ["write"],
  "new-folder": ["write"],
  download: ["read"],
  rename: ["write", "delete"],
  move: ["write", "delete"],
  copy: ["write"],
  // Of a cut the rest is up to the place where it is pasted.
  cut: ["delete"],
  paste: ["write"],
  delete: ["delete"],
};

/** A refusal that stands in the way of something. */
export interface Refused {
  ability: Ability;
  error: ApiError;
}

/** What stands in the way first. */
export function refusedIn(refusals: Known["refusals"], act: Act): Refused | null {
  for (const ability of needs[act]) {
    const error = refusals[ability];
    if (error) return { ability, error };
  }
  return null;
}

/** The reason in a few words. */
export function reasonWords({ ability, error: { denial, message } }: Refused): string {
  // Not AWS's: the connection has its own words.
  if (!denial?.aws_code) return message;
  const verbs: Partial<Record<Ability, string>> = t.verbs;
  const verb = verbs[ability] ?? ability;
  if (denial.explicit) return t.mayNotDenied(verb);
  return denial.policy_type ? t.mayNotAllowed(verb) : t.mayNot(verb);
}
