// What of a job failed, and what would help.
import { ApiError } from "../api/error";
import { type Job, failuresUrl } from "../api/jobs";
import type { Failure } from "../api/types";
import { displayName } from "../listing/names";
import { t } from "../messages/jobs";
import { Refusal } from "../ui/denial";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";

import { doneWord, things } from "./words";

interface Props {
  connection: string;
  job: Job;
  /** What every key begins with, and is not said of each. */
  prefix?: string;
}

/** So many are named; the table has all. */
const SHOWN = 8;

/** The first of them, each with its reason; all of them to download. Nothing where nothing failed. */
export function Failures({ connection, job, prefix = "" }: Props) {
  const { error, failed, first_failures: first, dry_run: dry } = job;
  const [one] = first;
  return (
    <>
      {error && (
        <Notice tone="danger" title={t.brokeOff}>
          <p>{error.message}</p>
          <Refusal error={ApiError.of(error)} />
        </Notice>
      )}
      {failed > 0 && (
        <Notice tone="warn" title={dry ? refused(job) : t.notDone(things(job, failed), doneWord(job))}>
          {reasonsOf(first).map(([why, keys]) => (
            <div key={why} className="job-failed">
              <p className="muted">{why}</p>
              <ul>
                {keys.map((key) => (
                  <li key={key}>
                    <bdi>{displayName(key.startsWith(prefix) ? key.slice(prefix.length) : key)}</bdi>
                  </li>
                ))}
              </ul>
            </div>
          ))}
          {failed > SHOWN && <p className="job-failed muted">{t.others(failed - SHOWN)}</p>}
          {failed > 1 && (
            <a
              className="job-table"
              href={failuresUrl(connection, job.id)}
              download={`failures-${job.id}.csv`}
            >
              <Icon name="download" size={16} /> {t.asTable(failed)}
            </a>
          )}
          {/* The others of one folder are mostly refused alike. */}
          {one?.error.remedy && <Refusal error={ApiError.of(one.error)} />}
        </Notice>
      )}
    </>
  );
}

/** The same reason is said once. */
function reasonsOf(first: Job["first_failures"]): [why: string, keys: string[]][] {
  const found = new Map<string, string[]>();
  for (const { key, error } of first.slice(0, SHOWN)) {
    const why = reason(error);
    found.set(why, [...(found.get(why) ?? []), key]);
  }
  return [...found];
}

/** In a few words; what AWS said of the first is told in full below. */
function reason({ denial, message }: Failure): string {
  if (!denial?.aws_code) return message;
  const { action, explicit, policy_type: policy } = denial;
  if (explicit) return t.policyDenies(action);
  return policy ? t.noPolicy(action) : t.isRefused(action);
}

/** `312 of 5,000 objects would be refused`. */
function refused(job: Job): string {
  return t.wouldBeRefused(job.failed, things(job, job.done + job.failed));
}
