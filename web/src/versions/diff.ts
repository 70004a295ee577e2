// What differs between two texts, line by line.
import { diffLines } from "diff";

/** A run of lines. */
export interface Run {
  kind: "same" | "added" | "removed" | "skipped";
  lines: string[];
}

/** Lines around a difference that are shown with it. */
const AROUND = 3;
/** Work stops here, in milliseconds: texts that have nothing in common take long. */
const PATIENCE = 3_000;

/** The runs from `before` to `after`, long equal ones cut to what is around the differences. Null when
 * it takes too long. */
export function difference(before: string, after: string): Run[] | null {
  const changes = diffLines(before, after, { timeout: PATIENCE });
  if (!changes) return null;
  return changes.flatMap(({ added, removed, value }, at): Run[] => {
    const lines = linesOf(value);
    if (added) return [{ kind: "added", lines }];
    if (removed) return [{ kind: "removed", lines }];
    return shortened(lines, at === 0, at === changes.length - 1);
  });
}

function linesOf(value: string): string[] {
  const lines = value.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function shortened(lines: string[], isFirst: boolean, isLast: boolean): Run[] {
  const head = isFirst ? 0 : AROUND;
  const tail = isLast ? 0 : AROUND;
  if (lines.length <= head + tail + 1) return [{ kind: "same", lines }];
  const runs: Run[] = [
    { kind: "same", lines: lines.slice(0, head) },
    { kind: "skipped", lines: lines.slice(head, lines.length - tail) },
    { kind: "same", lines: lines.slice(lines.length - tail) },
  ];
  return runs.filter((run) => run.lines.length > 0);
}

/** The first so many lines of it. */
export function firstLines(runs: readonly Run[], most: number): Run[] {
  const first: Run[] = [];
  let left = most;
  for (const { kind, lines } of runs) {
    if (left <= 0) break;
    first.push({ kind, lines: kind === "skipped" ? lines : lines.slice(0, left) });
    left -= kind === "skipped" ? 1 : lines.length;
  }
  return first;
}

/** How many lines there are of a kind; without one, how many would be drawn. */
export function countLines(runs: readonly Run[], kind?: Run["kind"]): number {
  return runs
    .filter((run) => kind === undefined || run.kind === kind)
    .reduce((sum, run) => sum + (kind === undefined && run.kind === "skipped" ? 1 : run.lines.length), 0);
}
