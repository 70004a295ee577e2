// Undoing a move, a rename or a copy, where nothing but what was done is undone by it.
import { measure } from "../api/changes";
import { ApiError } from "../api/error";
import { type Copying, type Job, type Work } from "../api/jobs";
import { type RestoreLine, showBucket } from "../api/versions";
import { type Entry, ended, jobs } from "../jobs";
import { displayName } from "../listing/names";
import { t } from "../messages/files";
import { nameOf, prefixOf } from "../util/address";

/** What undoes something, and how it is said. */
export interface Way {
  back: Work;
  title: string;
  detail: string;
}

/** Work that undoes other work: after it, nothing is offered. */
const backs = new WeakSet<Work>();

export const isWayBack = (work: Work | null): boolean => work !== null && backs.has(work);

/** What undoes a job that has ended; null where that would not be true: something was replaced, some of it has
 * failed, another role has written it, something else is in there, or a copy that was changed would be lost. */
export async function wayBack({ connection, job, work }: Entry): Promise<Way | null> {
  if (job.dry_run || job.state !== "done" || job.failed > 0 || job.done === 0) return null;
  if (work?.kind !== "move" && work?.kind !== "copy") return null;
  if (work.overwrite || work.target_connection !== undefined) return null;
  const isMove = work.kind === "move";
  const back = isMove ? movedBack(work) : copiesGone(work);
  backs.add(back);
  if (!isMove && (await showBucket(connection, work.target_bucket)).versioning !== "enabled") return null;
  if (!(await isAlone(connection, work, job.done))) return null;
  return { back, ...wordsOf(work, job) };
}

/** Goes that way, unless something else has come to where it leads from. */
export async function* goBack(
  connection: string,
  work: Copying,
  done: number,
  back: Work,
): AsyncGenerator<RestoreLine> {
  if (!(await isAlone(connection, work, done))) {
    const message = t.elsePutThere;
    throw new ApiError({ code: "conflict", message });
  }
  const started = await jobs.start(connection, back, { isHeld: true });
  try {
    const job = await ended(started.id);
    for (const { key, error } of job.first_failures) yield { type: "failed", key, error };
    if (job.error) throw ApiError.of(job.error);
    yield { type: "end", restored: job.done, failed: job.failed };
  } finally {
    jobs.letGo(started.id);
  }
}

function movedBack(work: Copying): Copying {
  return {
    ...work,
    source_bucket: work.target_bucket,
    target_bucket: work.source_bucket,
    items: work.items.map(({ kind, from, to }) => ({ kind, from: to, to: from })),
    except_keys: [],
    except_prefixes: [],
  };
}

function copiesGone({ target_bucket: bucket, items }: Copying): Work {
  const of = (kind: string) => items.filter((item) => item.kind === kind).map(({ to }) => to);
  return { kind: "delete", bucket, keys: of("object"), prefixes: of("prefix") };
}

/** Whether below the folders it was brought to there is what was brought, and nothing else. */
async function isAlone(connection: string, { target_bucket: bucket, items }: Copying, done: number) {
  const prefixes = items.filter(({ kind }) => kind === "prefix").map(({ to }) => to);
  if (prefixes.length === 0) return true;
  let found = 0;
  for await (const { objects } of measure(connection, { bucket, keys: [], prefixes })) found = objects;
  return found === done - (items.length - prefixes.length);
}

function wordsOf(work: Copying, { done, target }: Job): Pick<Way, "title" | "detail"> {
  const [one] = work.items;
  const isRename =
    work.kind === "move" &&
    work.items.length === 1 &&
    work.source_bucket === work.target_bucket &&
    one !== undefined &&
    folderOf(one.from) === folderOf(one.to);
  if (isRename) {
    const [was, now] = [one.from, one.to].map((key) => displayName(nameOf(key))) as [string, string];
    return { title: t.isNow(was, now), detail: t.someObjects(done) };
  }
  const title = (work.kind === "move" ? t.moved : t.copiedSome)(done);
  return { title, detail: target ? t.to(target) : "" };
}

const folderOf = (key: string) => prefixOf(key.replace(/\/$/, ""));
