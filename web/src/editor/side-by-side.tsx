// Their text and mine, line by line.
import { useMemo } from "react";
import { t } from "../messages/editor";
import { RunOfLines } from "../versions/compare";
import { countLines, difference, firstLines } from "../versions/diff";
import { type Text, formWords } from "./text";
import "../versions/versions.css";

/** Lines that are drawn; more would make the page slow. */
const SHOWN = 2_000;

export function SideBySide({ theirs, mine }: { theirs: Text; mine: Text }) {
  const runs = useMemo(() => difference(theirs.text, mine.text), [theirs, mine]);
  if (!runs) return <p role="status">{t.tooDifferent}</p>;
  const [added, removed] = [countLines(runs, "added"), countLines(runs, "removed")];
  const [theirForm, myForm] = [formWords(theirs.form), formWords(mine.form)];
  return (
    <>
      <p role="status" className="num">
        {t.fromTheirs(added, removed)}
        {theirForm !== myForm && ` ${t.forms(theirForm, myForm)}`}
      </p>
      {/* A region that scrolls must take the focus, or the keyboard cannot scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="compare" role="region" aria-label={t.differences} tabIndex={0}>
        {firstLines(runs, SHOWN).map((run, at) => (
          <RunOfLines key={at} {...run} />
        ))}
      </div>
      {countLines(runs) > SHOWN && <p className="muted">{t.onlyFirst(SHOWN)}</p>}
    </>
  );
}
