// What works in a connection, tried out step by step; each failure with what would lift it.
import { useState } from "react";
import { Link } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import type { CheckMore, CheckPlace } from "../api/check";
import { ApiError } from "../api/error";
import { nameOf, useRole } from "../api/role";
import type { Step } from "../api/types";
import { m } from "../messages";
import { t } from "../messages/check";
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
  useTitle(t.title);
  return (
    <main className="check">
      <header>
        <h1>{t.whatWorks}</h1>
        <p>
          {t.eachStep(place && <code>{`s3://${bucket}/${prefix}`}</code>)}{" "}
          <Link href={place ? paths.files(name, place) : paths.connection(name)}>{t.back}</Link>
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
      {isRunning && <Spinner label={t.looking} />}
      {error && <ErrorState error={error} onRetry={() => onCheck({})} />}
      <p role="status" className="check-end">
        {isRunning || error ? "" : endWords(steps)}
      </p>
      <footer>
        <Button icon="refresh" isPending={isRunning} onPress={() => onCheck({})}>
          {t.again}
        </Button>
        {place && !more.write && (
          <Button icon="pencil" isPending={isRunning} onPress={() => onCheck({ write: true })}>
            {t.tryWrite}
          </Button>
        )}
        {!more.straight && (
          <Button icon="server" isPending={isRunning} onPress={() => onCheck({ straight: true })}>
            {t.tryNetwork}
          </Button>
        )}
        <CopyButton text={reportOf(nameOf(connection), steps)} label={t.copyReport} />
      </footer>
      {place && !more.write && <p className="check-note">{t.writeNote(<code>wardrobe-check.txt</code>)}</p>}
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
  passed: ["check", t.works],
  failed: ["close", t.fails],
  skipped: ["minus", t.notTried],
};

/** In the language of the page: all but the facts themselves, such as a bucket's name. What became of a source of
 * credentials is a sentence. */
function spoken({ title, words, facts, ...step }: Step): Step {
  const { said } = m.api;
  const value = step.name === "credentials" ? said : (fact: string) => fact;
  const told = facts.map((fact) => ({ name: said(fact.name), value: value(fact.value) }));
  return { ...step, title: said(title), words: said(words), facts: told };
}

function StepLine({ step }: { step: Step }) {
  const { title, state, words, facts, error } = spoken(step);
  const [icon, told] = icons[state];
  return (
    <>
      <span className="check-mark">
        <Icon name={icon} size={18} />
        <span className="visually-hidden">{told}: </span>
      </span>
      <div className="check-body">
        <h2 dir="auto">{title}</h2>
        <p dir="auto">{words}</p>
        {facts.length > 0 && (
          <dl>
            {facts.map(({ name, value }, at) => (
              <div key={at}>
                <dt>{name}</dt>
                <dd dir="auto">{value}</dd>
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
  if (failed === 0) return t.allWorks;
  return t.failures(failed);
}

/** The same as text, for whoever can help. */
export function reportOf(connection: string, steps: Step[]): string {
  const lines = steps
    .map(spoken)
    .flatMap(({ title, state, words, facts, error }) => [
      `${icons[state][1]}: ${title}. ${words}`,
      ...facts.map(({ name, value }) => `    ${name}: ${value}`),
      ...(error?.remedy ? ["", error.remedy.message, ""] : []),
    ]);
  return [t.reportOf(connection), ...lines].join("\n");
}
