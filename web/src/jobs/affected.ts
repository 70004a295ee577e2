// What of a folder a job that has ended has changed.
import type { Selection } from "../api/changes";
import { nameOf } from "../api/role";
import { parseAddress } from "../util/address";
import type { Entry } from "./store";

/** A folder on the page. */
interface Shown {
  connection: string;
  bucket: string;
  prefix: string;
}

type Exceptions = Pick<Selection, "except_keys" | "except_prefixes">;

/** Whether the folder may be other than it was, by whichever role. */
export function mayHaveChanged({ connection, job, work }: Entry, shown: Shown): boolean {
  if (job.dry_run || job.kind === "abort-uploads") return false;
  const sameStore = nameOf(connection) === nameOf(shown.connection);
  const target = work && "target_connection" in work ? (work.target_connection ?? connection) : connection;
  const [name, here] = [nameOf(shown.connection), `s3://${shown.bucket}/${shown.prefix}`];
  return (sameStore && meets(job.source, here)) || (nameOf(target) === name && meets(job.target, here));
}

/** One is within the other. Of what cannot be read, nothing is known. */
function meets(address: string | null | undefined, here: string): boolean {
  if (!address) return false;
  const parsed = parseAddress(address, "");
  if ("problem" in parsed) return true;
  const { bucket, key } = parsed.address;
  const there = `s3://${bucket}/${key}`;
  return there.startsWith(here) || here.startsWith(there);
}

/** What is known to be gone: rows by these keys, a folder's with its slash. */
export function goneBy({ job, work }: Entry, { bucket }: Shown): string[] {
  if (job.dry_run || job.state !== "done" || job.failed > 0 || !work) return [];
  if (work.kind === "delete" && work.bucket === bucket && hasNoException(work))
    return [...work.keys, ...work.prefixes];
  if (work.kind === "move" && work.source_bucket === bucket && hasNoException(work)) {
    return work.items.map(({ from }) => from);
  }
  return [];
}

const hasNoException = ({ except_keys: keys = [], except_prefixes: prefixes = [] }: Exceptions) =>
  keys.length + prefixes.length === 0;
