// Trying the connection out, as far as that takes nobody else.
import { useState } from "react";
import type { Step } from "../../api/types";
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
    <Part
      title="Does it work?"
      words="Wardrobe takes the role on as the connection would, and looks at its places. To try to write, it writes an object of its own and deletes it."
    >
      {isTried && mistakes.length > 0 && (
        <Notice tone="warn" title="Before it can be tried">
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
      {isRunning && <Spinner label="Trying" />}
      {trial.error && <ErrorState error={trial.error} onRetry={() => run(false)} />}
      <p role="status" className="check-end">
        {trial.state === "ended" && !trial.error && endWords(trial.steps)}
        {trial.state === "ended" && tested !== draft && " You have changed something since."}
      </p>
      <div className="wizard-actions">
        <Button look="primary" icon="check" isPending={isRunning} onPress={() => run(false)}>
          Test
        </Button>
        <Button icon="pencil" isPending={isRunning} onPress={() => run(true)}>
          Test, and try to write
        </Button>
      </div>
    </Part>
  );
}

/** What policies call this server, where a step has found it out. */
function principalOf({ name, facts }: Step): string | undefined {
  return name === "server" ? facts.find((fact) => fact.name === "Principal")?.value : undefined;
}
