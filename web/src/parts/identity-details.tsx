// Everything there is to know about who we are in a connection.
import { pathOf } from "../api/role";
import type { Identity } from "../api/types";
import { m } from "../messages";
import { CopyButton } from "../ui/copy-button";
import { Icon } from "../ui/icon";
import { formatClock } from "../util/format";
import { timeLeft } from "../util/time-left";
import { IdentityAbilities } from "./identity-abilities";
import { accountWords, renewalWords, sourceWords } from "./identity-words";
import type { Standing } from "./identity-standing";

export interface IdentityDetailsProps {
  identity: Identity;
  standing: Standing;
  /** The page goes elsewhere. */
  onLeave: () => void;
}

export function IdentityDetails({ identity, standing, onLeave }: IdentityDetailsProps) {
  const rows: [string, string | null | undefined][] = [
    [m.parts.role, identity.role],
    [m.parts.account, accountWords(identity)],
    [m.parts.sessionName, identity.session_name],
    [m.parts.signedInAs, identity.person],
    [m.parts.sourceIdentity, identity.source_identity],
    [m.parts.userId, identity.user_id],
    [m.parts.credentialsFrom, sourceWords(identity.source)],
    [m.parts.expires, expiryWords(standing)],
    [m.parts.renewed, renewalWords(identity)],
  ];
  return (
    <div className="identity-details">
      <h2>{identity.label}</h2>
      <dl>
        {rows.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ) : null,
        )}
        {identity.tags.length > 0 && (
          <div>
            <dt>{m.parts.tags}</dt>
            <dd>
              <ul>
                {identity.tags.map(({ key, value, transitive }) => (
                  <li key={key}>
                    {key} = {value}
                    {transitive && <span className="muted"> {m.parts.goesOn}</span>}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
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
          <CopyButton text={identity.arn} label={m.parts.copyArn} />
        </div>
      )}
      <Narrowed identity={identity} />
      <Attempts attempts={identity.attempts} />
      <IdentityAbilities connection={pathOf(identity)} onLeave={onLeave} />
    </div>
  );
}

/** The policies beyond which these credentials allow nothing, whatever the role may do. */
function Narrowed({ identity: { policy, policy_arns: arns } }: { identity: Identity }) {
  if (!policy && arns.length === 0) return null;
  return (
    <details className="narrowed">
      <summary>{m.parts.narrowed}</summary>
      <p>{m.parts.narrowedWhy}</p>
      {arns.map((arn) => (
        <code key={arn}>{arn}</code>
      ))}
      {policy && <pre className="code-block">{indented(policy)}</pre>}
    </details>
  );
}

/** JSON on several lines; what is none, as it is. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Where the server looked for the role's credentials, in its order. */
export function Attempts({ attempts }: { attempts: Identity["attempts"] }) {
  if (attempts.length === 0) return null;
  const words: Record<string, string> = m.parts.outcomes;
  return (
    <details className="attempts">
      <summary>{m.parts.whereLooked}</summary>
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
  if (endsAt === null || left === null) return m.parts.noExpiry;
  const when = formatClock(endsAt);
  return left <= 0 ? m.parts.endedAt(when) : m.parts.endsAt(when, timeLeft(left));
}
