// Why a connection could not be opened.
import { ApiError } from "../api/error";
import { Notice } from "../ui/notice";
import { partsOf } from "../ui/denial";

const titles: Partial<Record<ApiError["code"], string>> = {
  expired: "These credentials have expired",
  denied: "That is not right",
  unreachable: "The role cannot be had at present",
  "no-answer": "Wardrobe does not answer",
  "wrong-clock": "The clocks differ",
  "too-many-attempts": "Too many attempts",
  invalid: "These cannot be used",
};

export function OpenError({ error: thrown }: { error: unknown }) {
  const error = ApiError.from(thrown);
  const parts = partsOf(error);
  return (
    <Notice
      tone="danger"
      title={
        error.code === "denied" && error.denial
          ? "AWS refuses"
          : (titles[error.code] ?? "It could not be opened")
      }
    >
      <p>{error.message}</p>
      {parts.length > 0 && (
        <details>
          <summary>More</summary>
          <dl className="tile-more">
            {parts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </Notice>
  );
}
