// Everything there is to know about who we are in a connection.
import type { Identity } from "../api/types";
import { CopyButton } from "../ui/copy-button";
import { Icon } from "../ui/icon";
import { formatClock } from "../util/format";
import { timeLeft } from "../util/time-left";
import { accountWords, renewalWords, sourceWords } from "./identity-words";
import type { Standing } from "./identity-standing";

export function IdentityDetails({ identity, standing }: { identity: Identity; standing: Standing }) {
  const rows: [string, string | null | undefined][] = [
    ["Role", identity.role],
    ["Account", accountWords(identity)],
    ["Session name", identity.session_name],
    ["Signed in as", identity.person],
    ["User id", identity.user_id],
    ["Credentials from", sourceWords(identity.source)],
    ["Expires", expiryWords(standing)],
    ["Renewed", renewalWords(identity)],
  ];
  return (
    <div className="identity-details">
      <h2>{identity.label}</h2>
      <dl>
        {rows.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {identity.notes.map((note) => (
        <p key={note} className="identity-note">
          <Icon name="info" size={16} /> {note}
        </p>
      ))}
      {identity.arn && (
        <div className="identity-arn">
          <code>{identity.arn}</code>
          <CopyButton text={identity.arn} label="Copy ARN" />
        </div>
      )}
      <Attempts attempts={identity.attempts} />
    </div>
  );
}

/** Where the server looked for the role's credentials, in its order. */
export function Attempts({ attempts }: { attempts: Identity["attempts"] }) {
  if (attempts.length === 0) return null;
  const words: Record<string, string> = { used: "used", absent: "not set up", failed: "failed" };
  return (
    <details className="attempts">
      <summary>Where the server looked</summary>
      <ol>
        {attempts.map(({ source, outcome, reason }) => (
          <li key={source} data-outcome={outcome}>
            <strong>{sourceWords(source)}</strong>: {words[outcome] ?? outcome}
            {reason && <span className="muted"> · {reason}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}

function expiryWords({ endsAt, left }: Standing): string {
  if (endsAt === null || left === null) return "AWS does not tell";
  return left <= 0 ? `ended at ${formatClock(endsAt)}` : `at ${formatClock(endsAt)}, in ${timeLeft(left)}`;
}
