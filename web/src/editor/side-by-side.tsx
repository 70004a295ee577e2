// Their text and mine, line by line.
import { useMemo } from "react";
import { RunOfLines } from "../versions/compare";
import { countLines, difference, firstLines } from "../versions/diff";
import { formatCount } from "../util/format";
import { type Text, formWords } from "./text";
import "../versions/versions.css";

/** Lines that are drawn; more would make the page slow. */
const SHOWN = 2_000;

export function SideBySide({ theirs, mine }: { theirs: Text; mine: Text }) {
  const runs = useMemo(() => difference(theirs.text, mine.text), [theirs, mine]);
  if (!runs) return <p role="status">They differ too much to be compared line by line.</p>;
  const [added, removed] = [countLines(runs, "added"), countLines(runs, "removed")];
  const forms = [theirs, mine].map(({ form }) => formWords(form));
  return (
    <>
      <p role="status" className="num">
        From theirs to yours:{" "}
        {added + removed === 0
          ? "no line differs."
          : `${formatCount(added, "line")} added, ${formatCount(removed, "line")} removed.`}
        {forms[0] !== forms[1] && ` Theirs is ${forms[0]}, yours ${forms[1]}.`}
      </p>
      {/* A region that scrolls must take the focus, or the keyboard cannot scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="compare" role="region" aria-label="Differences" tabIndex={0}>
        {firstLines(runs, SHOWN).map((run, at) => (
          <RunOfLines key={at} {...run} />
        ))}
      </div>
      {countLines(runs) > SHOWN && (
        <p className="muted">Only the first {SHOWN.toLocaleString("en")} lines are shown.</p>
      )}
    </>
  );
}
