// Why a connection could not be opened, and what would help.
import { ApiError } from "../api/error";
import { Refusal } from "../ui/denial";
import { Notice } from "../ui/notice";

const titles: Partial<Record<ApiError["code"], string>> = {
  expired: "These credentials have expired",
  "sign-in-again": "Please sign in again",
  "not-signed-in": "Please sign in",
  "mfa-needed": "A code is needed",
  denied: "That is not right",
  unreachable: "The role cannot be had at present",
  "no-answer": "Wardrobe does not answer",
  "not-found": "The sign-in did not work",
  "wrong-clock": "The clocks differ",
  "too-many-attempts": "Too many attempts",
  invalid: "These cannot be used",
};

export interface OpenErrorProps {
  error: unknown;
  /** Where its code alone does not tell what failed. */
  title?: string;
}

export function OpenError({ error: thrown, title }: OpenErrorProps) {
  const error = ApiError.from(thrown);
  const refused = error.code === "denied" && error.denial;
  const said = error.denial?.aws_message;
  return (
    <Notice
      tone="danger"
      title={refused ? "AWS refuses" : (title ?? titles[error.code] ?? "It could not be opened")}
    >
      <p>{error.message}</p>
      {said && !error.message.includes(said) && <q className="tile-quote">{said}</q>}
      <Refusal error={error} />
    </Notice>
  );
}
