// Where a key leads among rows, or among cards that stand beside each other.

export type Way = "up" | "down" | "left" | "right" | "page-up" | "page-down" | "start" | "end";

export interface Standing {
  count: number;
  /** How many stand beside each other: 1 in a list. */
  across: number;
  /** How many lines of them a page is. */
  pageLines: number;
  /** They are read from right to left. */
  isBackwards?: boolean;
}

/** The place that `way` leads to from the cursor, which is -1 where there is none; null where it leads nowhere
 * and the key is the browser's. */
export function step(way: Way, cursor: number, standing: Standing): number | null {
  const { count, across, pageLines, isBackwards = false } = standing;
  const last = count - 1;
  const line = (at: number) => Math.floor(at / across);
  const column = Math.max(cursor, 0) % across;
  switch (way) {
    case "left":
    case "right": {
      if (across === 1) return null;
      const by = (way === "right") === isBackwards ? -1 : 1;
      return cursor < 0 ? 0 : within(cursor + by, last);
    }
    case "up":
      if (cursor < 0) return last;
      return cursor < across ? cursor : cursor - across;
    case "down":
      if (cursor < 0) return 0;
      // Below the last whole line there may be none in this column.
      return line(cursor) === line(last) ? cursor : Math.min(cursor + across, last);
    case "page-up":
      return Math.max(Math.max(cursor, 0) - pageLines * across, column);
    case "page-down": {
      const to = Math.max(cursor, 0) + pageLines * across;
      return to <= last ? to : Math.min(line(last) * across + column, last);
    }
    case "start":
      return 0;
    case "end":
      return last;
  }
}

function within(at: number, last: number): number {
  return Math.min(Math.max(at, 0), last);
}
