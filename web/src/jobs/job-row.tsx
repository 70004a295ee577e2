// One job in the panel.
import { useState } from "react";
import { Link } from "wouter";
import { ApiError } from "../api/error";
import { type Copying, type Job, isOver } from "../api/jobs";
import { useConnections } from "../api/queries";
import { nameOf } from "../api/role";
import { t } from "../messages/jobs";
import { SignInAgain } from "../parts/sign-in-window";
import { paths } from "../routes";
import { Button, IconButton } from "../ui/button";
import { Icon, type IconName } from "../ui/icon";
import { Progress } from "../ui/progress";
import { parseAddress, prefixOf } from "../util/address";
import { Failures } from "./failures";
import { canReplace, onlyConflicts, replacing } from "./again";
import { type Entry, jobs } from "./store";
import { standing, title } from "./words";

const icons: Record<Job["kind"], IconName> = {
  delete: "trash",
  copy: "copy",
  move: "move",
  change: "pencil",
  restore: "clock",
  "abort-uploads": "upload",
};

const marks: Partial<Record<Job["state"], IconName>> = {
  done: "check",
  failed: "warning",
  paused: "pause",
  "needs-sign-in": "key",
};

/** What it does, where it stands, and what can be done about it. */
export function JobRow({ entry }: { entry: Entry }) {
  const { connection, job } = entry;
  const { state, failed, done, total } = job;
  const [problem, setProblem] = useState<string | null>(null);
  const over = isOver(job);
  const bad = state === "failed" || failed > 0;
  const mark = bad && over ? "warning" : marks[state];
  /** What is asked of the server may fail too: said where it was asked. */
  const ask = (work: Promise<unknown>) => {
    setProblem(null);
    work.catch((thrown: unknown) => setProblem(ApiError.from(thrown).message));
  };
  return (
    <li className="corner-row job-row" data-state={bad && over ? "failed" : state}>
      <Icon name={icons[job.kind]} />
      <div className="corner-words">
        <span className="job-title" title={title(job)}>
          {title(job)}
        </span>
        {job.source && (
          <span className="job-place muted" title={job.source}>
            <bdi>{job.source}</bdi>
          </span>
        )}
        <span className="corner-state num">
          {mark && <Icon name={mark} size={14} />}
          {standing(entry)}
        </span>
        {(state === "running" || state === "paused") && (
          <Progress
            label={title(job)}
            value={total ? (done + failed) / total : state === "paused" ? 0 : undefined}
            tone={state === "paused" ? "warn" : "accent"}
          />
        )}
        {problem && (
          <span className="job-problem" role="alert">
            {problem}
          </span>
        )}
        {state === "needs-sign-in" && <SignIn connection={connection} />}
        {bad && (
          <details className="job-fold">
            <summary>{job.dry_run ? t.whatRefused : t.whatFailed}</summary>
            <Failures connection={connection} job={job} prefix={folderOf(job.source)} />
          </details>
        )}
        {over && bad && !job.dry_run && <Again entry={entry} ask={ask} />}
      </div>
      <Actions job={job} ask={ask} />
    </li>
  );
}

/** The folder that is said above, which is not said of each key. */
function folderOf(source: string): string {
  const parsed = parseAddress(source);
  return "problem" in parsed ? "" : prefixOf(parsed.address.key);
}

type Ask = (work: Promise<unknown>) => void;

function Again({ entry, ask }: { entry: Entry; ask: Ask }) {
  const { connection, job, work } = entry;
  const replace = async (copying: Copying) => {
    await jobs.start(connection, await replacing(connection, job, copying));
    await jobs.dismiss(job.id);
  };
  return (
    <span className="job-again">
      {canReplace(job, work) && (
        <Button size="s" look="danger" onPress={() => ask(replace(work))}>
          {t.replace}
        </Button>
      )}
      {!onlyConflicts(job) && (
        <Button size="s" icon="refresh" onPress={() => ask(jobs.resume(job.id))}>
          {t.tryAgain}
        </Button>
      )}
    </span>
  );
}

function Actions({ job, ask }: { job: Job; ask: Ask }) {
  const { id, state } = job;
  const what = title(job);
  const over = isOver(job);
  const isPaused = state === "paused";
  // A button that was pressed stays where it is, and keeps the focus.
  return (
    <span className="corner-actions">
      {!over && state !== "needs-sign-in" && (
        <IconButton
          size="s"
          icon={isPaused ? "play" : "pause"}
          label={isPaused ? t.goOn(what) : t.pause(what)}
          onPress={() => ask(isPaused ? jobs.resume(id) : jobs.pause(id))}
        />
      )}
      <IconButton
        size="s"
        icon="close"
        label={over ? t.dismiss(what) : t.cancel(what)}
        onPress={({ target }) => {
          if (over) focusNext(target);
          ask(over ? jobs.dismiss(id) : jobs.cancel(id));
        }}
      />
    </span>
  );
}

/** The row is about to go: what is next has the focus, or else the page. */
function focusNext(button: Element): void {
  const row = button.closest("li");
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  const to =
    next?.querySelector<HTMLElement>(".corner-actions button:last-child") ??
    document.querySelector<HTMLElement>("#content");
  to?.focus();
}

/** The way to new credentials; with them it goes on by itself. */
function SignIn({ connection }: { connection: string }) {
  const name = nameOf(connection);
  const { data } = useConnections();
  const known = data?.find((one) => one.name === name);
  if (known?.provider) return <SignInAgain connection={known} />;
  return <Link href={paths.connection(name)}>{t.open(known?.label ?? name)}</Link>;
}
