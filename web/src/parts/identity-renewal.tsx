// The credentials end, or have ended. What brings new ones, above a page that stays where it was.
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useOpenings } from "../api/access";
import { keys } from "../api/queries";
import type { Connection, Identity } from "../api/types";
import { m } from "../messages";
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
  const form = <OpenForm key={openings} connection={known} action={m.parts.goOn} />;
  if (isOver(standing)) {
    return (
      <Ended connection={connection} known={known} identity={identity} standing={standing} form={form} />
    );
  }
  if (!endsSoon(identity, standing)) return null;
  const code = identity.renewal === "code";
  return (
    <section className="ended" aria-label={m.parts.endsSoon}>
      <div className="ended-words">
        <Icon name="clock" />
        <div role="status">
          <h2>{(code ? m.parts.credentialsEnd : m.parts.signInEnds)(timeLeft(standing.left ?? 0))}</h2>
          <p>{code ? m.parts.anotherCode : m.parts.renewInWindow}</p>
        </div>
        {!code && <SignInAgain connection={known}>{m.parts.renew}</SignInAgain>}
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
  const when = standing.endsAt === null ? null : formatClock(standing.endsAt);
  const typed = renewal === "none" || renewal === "code";
  const elsewhere = renewal === "sign-in" || renewal === "pop-up";
  return (
    <section className="ended" role="alert" aria-label={m.parts.expired}>
      <div className="ended-words">
        <Icon name="clock" />
        <div>
          <h2>{elsewhere ? m.parts.signInEnded(when) : m.parts.credentialsExpired(when)}</h2>
          <p>{wordsOf(renewal, label)}</p>
        </div>
        {elsewhere && <SignInAgain connection={known}>{m.parts.signInAgain}</SignInAgain>}
        {renewal === "server" && (
          <Button
            icon="refresh"
            onPress={() => void client.invalidateQueries({ queryKey: keys.identity(connection) })}
          >
            {m.parts.tryAgain}
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
      return m.parts.pasteNew;
    case "code":
      return m.parts.anotherMfaCode;
    case "server":
      return m.parts.serverTries(label);
    default:
      return m.parts.signInToGoOn;
  }
}
