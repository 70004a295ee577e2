// A refusal taken apart, to read and to send on.
import type { ApiError } from "../api/error";
import { m } from "../messages";
import { CopyButton } from "./copy-button";
import { lazily } from "./lazily";
import "./denial.css";

// Its tabs are large, and most people are not refused.
const RemedyPanel = lazily(
  async () => (await import("./remedy")).RemedyPanel,
  ({ remedy }) => <p>{remedy.words}</p>,
);

/** The parts of a failure that are known, by name. */
export function partsOf(error: ApiError): [name: string, value: string][] {
  const { denial } = error;
  const parts: [string, string | null | undefined][] = [
    [m.ui.awsSays, denial?.aws_message],
    [m.ui.action, denial?.action],
    [m.ui.resource, denial?.resource],
    [m.ui.caller, denial?.caller],
    [m.ui.policy, denial?.policy_type && m.ui.policyWords(denial.policy_type, denial.explicit)],
    [m.ui.policyArn, denial?.policy_arn],
    ...(denial?.says ?? []).map(({ key, value }): [string, string] => [m.ui.says(key), value]),
    [m.ui.awsCode, denial?.aws_code],
    [m.ui.awsRequestId, denial?.aws_request_id],
    [m.ui.requestId, error.requestId],
  ];
  return parts.filter((part): part is [string, string] => Boolean(part[1]));
}

/** The same as text, for a message to whoever can help. */
export function textOf(error: ApiError): string {
  return [error.message, ...partsOf(error).map(([name, value]) => `${name}: ${value}`)].join("\n");
}

/** Who has to do what, and, folded, all that was said. */
export function Refusal({ error }: { error: ApiError }) {
  const { denial, remedy, requestId } = error;
  return (
    <>
      {remedy && <RemedyPanel remedy={remedy} />}
      {(denial || requestId) && (
        <details className="denial-fold">
          <summary>{denial?.aws_message ? m.ui.whatAwsSaid : m.ui.details}</summary>
          <DenialDetails error={error} />
        </details>
      )}
    </>
  );
}

function DenialDetails({ error }: { error: ApiError }) {
  const parts = partsOf(error);
  if (parts.length === 0) return null;
  return (
    <div className="denial">
      <dl>
        {parts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      <CopyButton text={textOf(error)} label={m.ui.copyAll} />
    </div>
  );
}
