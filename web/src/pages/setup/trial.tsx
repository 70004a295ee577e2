// Trying the connection out, as far as that takes nobody else.
import { useState } from "react";
import type { Step } from "../../api/types";
import { t } from "../../messages/setup";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { Spinner } from "../../ui/progress";
import { ErrorState } from "../../ui/states";
import { Steps, endWords } from "../check";
import { Part, useSetup } from "./field";
import { draftOf } from "./form";
import { useTrial } from "./use-trial";

export function TrialPart({ onTry }: { onTry: () => void }) {
  const { form, mistakes, isTried, set } = useSetup();
  const { trial, start } = useTrial((step) => {
    const found = principalOf(step);
    if (found) set({ principal: found });
  });
  const isRunning = trial.state === "running";
  // The test itself may fill this machine's role in.
  const draft = JSON.stringify({ ...draftOf(form), principal: "" });
  const [tested, setTested] = useState(draft);
  const run = (write: boolean) => {
    onTry();
    setTested(draft);
    void start(draftOf(form), write);
  };
  return (
    <Part title={t.doesItWork} words={t.doesItWorkWords}>
      {isTried && mistakes.length > 0 && (
        <Notice tone="warn" title={t.beforeTrial}>
          <ul className="wizard-mistakes">
            {mistakes.map(({ field, message }) => (
              <li key={`${field} ${message}`}>
                <code>{field}</code>: {message}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {trial.state !== "none" && <Steps steps={trial.steps} />}
      {isRunning && <Spinner label={t.trying} />}
      {trial.error && <ErrorState error={trial.error} onRetry={() => run(false)} />}
      <p role="status" className="check-end">
        {trial.state === "ended" && !trial.error && endWords(trial.steps)}
        {trial.state === "ended" && tested !== draft && ` ${t.changedSince}`}
      </p>
      <div className="wizard-actions">
        <Button look="primary" icon="check" isPending={isRunning} onPress={() => run(false)}>
          {t.test}
        </Button>
        <Button icon="pencil" isPending={isRunning} onPress={() => run(true)}>
          {t.testWrite}
        </Button>
      </div>
    </Part>
  );
}

/** What policies call this server, where a step has found it out. */
function principalOf({ name, facts }: Step): string | undefined {
  return name === "server" ? facts.find((fact) => fact.name === "Principal")?.value : undefined;
}
