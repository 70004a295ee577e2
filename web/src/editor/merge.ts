// Three texts into one: what two people made of the same beginning, line by line.
import { diffArrays } from "diff";
import { type Form, type Text, fromRaw, toRaw } from "./text";

/** Work stops here, in milliseconds. */
const PATIENCE = 3_000;

/** What came of it. */
export interface Merged {
  text: Text;
  /** Places where both have changed the same lines; each is between marks. */
  clashes: number;
}

/** What begins a place that is to be settled. */
export const MINE = "<<<<<<< yours";
const BETWEEN = "=======";
const THEIRS = ">>>>>>> saved by someone else";

/** Lines `from` to `to` of the beginning became `lines`. */
interface Change {
  from: number;
  to: number;
  lines: string[];
}

/** Merges by lines. Null when it takes too long. */
export function merge(base: Text, mine: Text, theirs: Text): Merged | null {
  const three = [base, mine, theirs];
  const mixed = three.some(({ form }) => form.ending === "mixed");
  // Where ends of lines are part of the text of one, they are of all.
  const [start, ours, others] = three.map((one) => (mixed ? toRaw(one) : one.text).split("\n"));
  const oursChanged = changes(start!, ours!);
  const othersChanged = changes(start!, others!);
  if (!oursChanged || !othersChanged) return null;
  const { lines, clashes } = weave(start!, oursChanged, othersChanged);
  const form = formOf(base.form, mine.form, theirs.form);
  const joined = lines.join("\n");
  return { text: mixed ? fromRaw(joined, form.mark) : { text: joined, form }, clashes };
}

/** Theirs, but for what is otherwise than it was at the beginning. */
function formOf(base: Form, mine: Form, theirs: Form): Form {
  return {
    ending: mine.ending === base.ending ? theirs.ending : mine.ending,
    mark: mine.mark === base.mark ? theirs.mark : mine.mark,
  };
}

function changes(before: string[], after: string[]): Change[] | null {
  const parts = diffArrays(before, after, { timeout: PATIENCE });
  if (!parts) return null;
  const found: Change[] = [];
  let at = 0;
  let open: Change | null = null;
  for (const { added, removed, value } of parts) {
    if (!added && !removed) {
      at += value.length;
      open = null;
      continue;
    }
    if (!open) found.push((open = { from: at, to: at, lines: [] }));
    if (added) open.lines.push(...value);
    else open.to = at += value.length;
  }
  return found;
}

function weave(start: string[], mine: Change[], theirs: Change[]): { lines: string[]; clashes: number } {
  const lines: string[] = [];
  let [at, m, t, clashes] = [0, 0, 0, 0];
  const push = (more: string[]) => {
    for (const line of more) lines.push(line);
  };
  while (m < mine.length || t < theirs.length) {
    // Changes that meet are one place, as long as either reaches into the other.
    const [firstMine, firstTheirs] = [m, t];
    const from = Math.min(mine[m]?.from ?? Infinity, theirs[t]?.from ?? Infinity);
    let to = -1;
    for (;;) {
      const [ours, others] = [mine[m], theirs[t]];
      if (ours && (to < 0 ? ours.from === from : ours.from <= to)) {
        to = Math.max(to, ours.to);
        m += 1;
      } else if (others && (to < 0 ? others.from === from : others.from <= to)) {
        to = Math.max(to, others.to);
        t += 1;
      } else break;
    }
    push(start.slice(at, from));
    const ours = applied(start, from, to, mine.slice(firstMine, m));
    const others = applied(start, from, to, theirs.slice(firstTheirs, t));
    if (m === firstMine) push(others);
    else if (t === firstTheirs || same(ours, others)) push(ours);
    else {
      clashes += 1;
      push([MINE, ...ours, BETWEEN, ...others, THEIRS]);
    }
    at = to;
  }
  push(start.slice(at));
  return { lines, clashes };
}

/** Lines `from` to `to` after these changes. */
function applied(start: string[], from: number, to: number, made: Change[]): string[] {
  const lines: string[] = [];
  let at = from;
  for (const change of made) {
    for (const line of start.slice(at, change.from)) lines.push(line);
    for (const line of change.lines) lines.push(line);
    at = change.to;
  }
  for (const line of start.slice(at, to)) lines.push(line);
  return lines;
}

function same(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((line, at) => line === b[at]);
}

/** Whether a text still has a place to settle. */
export function hasClash(text: string): boolean {
  return text.split("\n").some((line) => line.startsWith(MINE));
}
