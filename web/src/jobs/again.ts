// Of a copy or a move, what was in the way of something of its name: once more, and it is replaced.
import { request } from "../api/client";
import { type Copying, type Job, type Work, failuresUrl } from "../api/jobs";
import { failedOf } from "../files/item";

/** More keys than these are not named one by one: all that was asked for is done once more. */
const NAMED = 10_000;

/** In the table, what a spreadsheet would take for a formula has a mark before it: such a key may have been either. */
const MARKED = /^'[=+\-@\t\r]/;

/** How many of the failures that are known one by one are in the way. */
export function conflictsOf({ first_failures: first }: Job): number {
  return first.filter(({ error }) => error.code === "conflict").length;
}

/** Whether all that is known to have failed was in the way: trying again alone does not help. */
export function onlyConflicts(job: Job): boolean {
  return !job.error && job.failed > 0 && conflictsOf(job) === job.first_failures.length;
}

/** Whether something can be replaced. */
export function canReplace(job: Job, work: Work | null): work is Copying {
  return (work?.kind === "copy" || work?.kind === "move") && conflictsOf(job) > 0 && !job.dry_run;
}

/** The work that replaces what was in the way, and nothing else. */
export async function replacing(connection: string, job: Job, work: Copying): Promise<Copying> {
  const keys = await conflicts(connection, job);
  const isClear = keys.length <= NAMED && !keys.some((key) => MARKED.test(key));
  return { ...work, items: isClear ? failedOf(work.items, keys) : work.items, overwrite: true };
}

async function conflicts(connection: string, job: Job): Promise<string[]> {
  const { failed, first_failures: first } = job;
  if (failed <= first.length) {
    return first.filter(({ error }) => error.code === "conflict").map(({ key }) => key);
  }
  const answer = await request(failuresUrl(connection, job.id));
  // Seldom needed, and large.
  const { default: papa } = await import("papaparse");
  const { data } = papa.parse<Record<string, string>>(await answer.text(), {
    header: true,
    skipEmptyLines: true,
  });
  return data.filter(({ code }) => code === "conflict").map(({ key = "" }) => key);
}
