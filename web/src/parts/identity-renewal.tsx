// The credentials end, or have ended. What brings new ones, above a page that stays where it was.
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useOpenings } from "../api/access";
import { keys } from "../api/queries";
import type { Connection, Identity } from "../api/types";
import { OpenForm } from "../pages/sign-in-form";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { formatClock } from "../util/format";
import { timeLeft } from "../util/time-left";
import { endsSoon } from "./identity-soon";
import { type Standing, isOver, useStanding } from "./identity-standing";
import { SignInAgain } from "./sign-in-window";
import "./identity.css";

export interface IdentityRenewalProps {
  /** As API paths have it. */
  connection: string;
  known: Connection;
}

export function IdentityRenewal({ connection, known }: IdentityRenewalProps) {
  const { identity, standing } = useStanding(connection);
  const openings = useOpenings();
  if (!identity || !standing) return null;
  const form = <OpenForm key={openings} connection={known} action="Go on" />;
  if (isOver(standing)) {
    return (
      <Ended connection={connection} known={known} identity={identity} standing={standing} form={form} />
    );
  }
  if (!endsSoon(identity, standing)) return null;
  const code = identity.renewal === "code";
  return (
    <section className="ended" aria-label="Ends soon">
      <div className="ended-words">
        <Icon name="clock" />
        <div role="status">
          <h2>
            Your {code ? "credentials end" : "sign-in ends"}{" "}
            <span aria-hidden="true">in {timeLeft(standing.left ?? 0)}</span>
            <span className="visually-hidden">soon</span>.
          </h2>
          <p>
            {code
              ? "With another code of your device you go on. This page stays as it is."
              : "Renew it in a window of its own. This page stays as it is."}
          </p>
        </div>
        {!code && <SignInAgain connection={known}>Renew</SignInAgain>}
      </div>
      {code && form}
    </section>
  );
}

interface EndedProps extends IdentityRenewalProps {
  identity: Identity;
  standing: Standing;
  form: ReactNode;
}

function Ended({ connection, known, identity, standing, form }: EndedProps) {
  const client = useQueryClient();
  const { renewal, label } = identity;
  const when = standing.endsAt === null ? "" : ` at ${formatClock(standing.endsAt)}`;
  const typed = renewal === "none" || renewal === "code";
  const elsewhere = renewal === "sign-in" || renewal === "pop-up";
  return (
    <section className="ended" role="alert" aria-label="Expired">
      <div className="ended-words">
        <Icon name="clock" />
        <div>
          <h2>{elsewhere ? `Your sign-in ended${when}.` : `Your credentials expired${when}.`}</h2>
          <p>{wordsOf(renewal, label)}</p>
        </div>
        {elsewhere && <SignInAgain connection={known}>Sign in again</SignInAgain>}
        {renewal === "server" && (
          <Button
            icon="refresh"
            onPress={() => void client.invalidateQueries({ queryKey: keys.identity(connection) })}
          >
            Try again
          </Button>
        )}
      </div>
      {typed && form}
    </section>
  );
}

function wordsOf(renewal: Identity["renewal"], label: string): string {
  switch (renewal) {
    case "none":
      return "Paste new ones to go on. This page stays as it is.";
    case "code":
      return "With another code of your MFA device you go on. This page stays as it is.";
    case "server":
      return `The server could not get new ones for ${label} and keeps trying.`;
    default:
      return "Sign in again to go on. This page stays as it is, and uploads wait.";
  }
}
