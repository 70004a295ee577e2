// What works in a connection, tried out step by step; each failure with what would lift it.
import { useState } from "react";
import { Link } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import type { CheckMore, CheckPlace } from "../api/check";
import { ApiError } from "../api/error";
import { nameOf, useRole } from "../api/role";
import type { Step } from "../api/types";
import { paths } from "../routes";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Refusal } from "../ui/denial";
import { Icon, type IconName } from "../ui/icon";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { useTitle } from "../ui/title";
import { useCheck } from "./use-check";
import "./check.css";

export function CheckPage({ connection: name }: { connection: string }) {
  const connection = useRole(name);
  const query = new URLSearchParams(useSearch());
  const bucket = query.get("bucket");
  const prefix = query.get("prefix") ?? "";
  const place = bucket ? { bucket, prefix } : null;
  const [more, setMore] = useState<CheckMore>({ write: false, straight: false });
  const [run, setRun] = useState(0);
  useTitle("Check");
  return (
    <main className="check">
      <header>
        <h1>What works here</h1>
        <p>
          Each step on the way to {place ? <code>{`s3://${bucket}/${prefix}`}</code> : "the files"}, tried out
          with your role. <Link href={place ? paths.files(name, place) : paths.connection(name)}>Back</Link>
        </p>
      </header>
      <Report
        key={run}
        connection={connection}
        place={place}
        more={more}
        onCheck={(too) => {
          setMore({ ...more, ...too });
          setRun(run + 1);
        }}
      />
    </main>
  );
}

interface ReportProps {
  connection: string;
  place: CheckPlace | null;
  more: CheckMore;
  /** To check again, with this besides. */
  onCheck: (too: Partial<CheckMore>) => void;
}

function Report({ connection, place, more, onCheck }: ReportProps) {
  const { steps, isRunning, error } = useCheck(connection, place, more);
  return (
    <>
      <Steps steps={steps} />
      {isRunning && <Spinner label="Looking" />}
      {error && <ErrorState error={error} onRetry={() => onCheck({})} />}
      <p role="status" className="check-end">
        {isRunning || error ? "" : endWords(steps)}
      </p>
      <footer>
        <Button icon="refresh" isPending={isRunning} onPress={() => onCheck({})}>
          Check again
        </Button>
        {place && !more.write && (
          <Button icon="pencil" isPending={isRunning} onPress={() => onCheck({ write: true })}>
            Try to write, too
          </Button>
        )}
        {!more.straight && (
          <Button icon="server" isPending={isRunning} onPress={() => onCheck({ straight: true })}>
            Check the network, too
          </Button>
        )}
        <CopyButton text={reportOf(nameOf(connection), steps)} label="Copy the report" />
      </footer>
      {place && !more.write && (
        <p className="check-note">
          To try to write, Wardrobe writes an object <code>wardrobe-check.txt</code> of its own here and
          deletes it. One that is there already is left alone. The report has no secret in it.
        </p>
      )}
    </>
  );
}

/** What was looked at, one below the other. */
export function Steps({ steps }: { steps: Step[] }) {
  return (
    <ol className="check-steps">
      {steps.map((step, at) => (
        <li key={at} data-state={step.state}>
          <StepLine step={step} />
        </li>
      ))}
    </ol>
  );
}

const icons: Record<Step["state"], [icon: IconName, words: string]> = {
  passed: ["check", "Works"],
  failed: ["close", "Fails"],
  skipped: ["minus", "Not tried"],
};

function StepLine({ step: { title, state, words, facts, error } }: { step: Step }) {
  const [icon, told] = icons[state];
  return (
    <>
      <span className="check-mark">
        <Icon name={icon} size={18} />
        <span className="visually-hidden">{told}: </span>
      </span>
      <div className="check-body">
        <h2>{title}</h2>
        <p>{words}</p>
        {facts.length > 0 && (
          <dl>
            {facts.map(({ name, value }, at) => (
              <div key={at}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {error && <Refusal error={ApiError.of(error)} />}
      </div>
    </>
  );
}

/** What came of all of them. */
export function endWords(steps: Step[]): string {
  const failed = steps.filter(({ state }) => state === "failed").length;
  if (failed === 0) return "Everything that was tried works.";
  return failed === 1 ? "One step fails." : `${failed} steps fail.`;
}

/** The same as text, for whoever can help. */
export function reportOf(connection: string, steps: Step[]): string {
  const lines = steps.flatMap(({ title, state, words, facts, error }) => [
    `${icons[state][1]}: ${title}. ${words}`,
    ...facts.map(({ name, value }) => `    ${name}: ${value}`),
    ...(error?.remedy ? ["", error.remedy.message, ""] : []),
  ]);
  return [`Connection ${connection}`, ...lines].join("\n");
}
