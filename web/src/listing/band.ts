// Which cards a rectangle touches. All in pixels of the whole folder, from its top and from where a line begins.
import { GAP } from "./cards-layout";

export interface Point {
  x: number;
  y: number;
}

export interface Cards {
  count: number;
  across: number;
  rowHeight: number;
  /** Of a line. */
  width: number;
}

/** Their places, line by line. */
export function* touched(from: Point, to: Point, cards: Cards): Generator<number, void, void> {
  const { count, across, rowHeight, width } = cards;
  const step = (width - GAP) / across;
  const lines = spanned(from.y, to.y, rowHeight, Math.ceil(count / across));
  const columns = spanned(from.x, to.x, step, across);
  for (let line = lines.first; line <= lines.last; line += 1)
    for (let column = columns.first; column <= columns.last; column += 1) {
      const at = line * across + column;
      if (at < count) yield at;
    }
}

/** Each stands behind a gap, and takes the rest of its step. */
function spanned(one: number, other: number, step: number, count: number) {
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  return {
    first: Math.max(Math.floor(low / step), 0),
    last: Math.min(Math.floor((high - GAP) / step), count - 1),
  };
}
