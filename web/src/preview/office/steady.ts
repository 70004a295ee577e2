// Rows that go on after a failure: what is read as a stream has to be begun anew.
import type { Pull } from "../use-rows";

/** Begins anew after a failure, and leaves out what was given before. */
export function steady<T>(open: () => Pull<T>): Pull<T> {
  let pull: Pull<T> | null = null;
  let given = 0;
  let seen = 0;
  return async () => {
    try {
      for (;;) {
        if (pull === null) {
          pull = open();
          seen = 0;
        }
        const { rows, isLast } = await pull();
        const known = Math.min(Math.max(given - seen, 0), rows.length);
        seen += rows.length;
        if (known === rows.length && !isLast) continue;
        given = Math.max(given, seen);
        return { rows: rows.slice(known), isLast };
      }
    } catch (error) {
      pull = null;
      throw error;
    }
  };
}
