// Why a connection could not be opened, and what would help.
import { ApiError } from "../api/error";
import { m } from "../messages";
import { Refusal } from "../ui/denial";
import { Notice } from "../ui/notice";

export interface OpenErrorProps {
  error: unknown;
  /** Where its code alone does not tell what failed. */
  title?: string;
}

export function OpenError({ error: thrown, title }: OpenErrorProps) {
  const error = ApiError.from(thrown);
  const titles: Partial<Record<ApiError["code"], string>> = m.pages.titles;
  const refused = error.code === "denied" && error.denial;
  const said = error.denial?.aws_message;
  return (
    <Notice
      tone="danger"
      title={refused ? m.pages.awsRefuses : (title ?? titles[error.code] ?? m.pages.notOpened)}
    >
      <p dir="auto">{error.message}</p>
      {said && !error.message.includes(said) && <q className="tile-quote">{said}</q>}
      <Refusal error={error} />
    </Notice>
  );
}
