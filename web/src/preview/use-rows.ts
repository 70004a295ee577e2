// Rows that come from the beginning, more of them as one asks.
import { useCallback, useEffect, useRef, useState } from "react";
import type { Pieces } from "./pieces";

/** Gives the next rows. When it fails it may be asked again. */
export type Pull<T> = () => Promise<{ rows: T[]; isLast: boolean }>;

export interface Rows<T> {
  rows: T[];
  /** There are no more in the file. */
  isAll: boolean;
  isReading: boolean;
  error: unknown;
  /** Reads the next ones. */
  more: () => void;
}

/** Reads the first rows at once. Who opens another shows it as another component. */
export function useRows<T>(open: () => Pull<T>): Rows<T> {
  const [rows, setRows] = useState<T[]>([]);
  const [isAll, setAll] = useState(false);
  const [isReading, setReading] = useState(true);
  const [error, setError] = useState<unknown>(null);
  const current = useRef<{ pull: Pull<T>; busy: boolean } | null>(null);
  const pull = useCallback(() => {
    const now = current.current;
    if (now === null || now.busy) return;
    now.busy = true;
    const ended = (then: () => void) => {
      if (current.current !== now) return;
      now.busy = false;
      setReading(false);
      then();
    };
    now.pull().then(
      (found) =>
        ended(() => {
          setRows((before) => [...before, ...found.rows]);
          setAll(found.isLast);
        }),
      (thrown: unknown) => ended(() => setError(thrown)),
    );
  }, []);
  useEffect(() => {
    current.current = { pull: open(), busy: false };
    pull();
    return () => {
      current.current = null;
    };
  }, [open, pull]);
  const more = useCallback(() => {
    setReading(true);
    setError(null);
    pull();
  }, [pull]);
  return { rows, isAll, isReading, error, more };
}

/** Makes rows of lines, which come in their order; `isLast`: nothing follows. */
export type Reader<T> = (lines: string[], isLast: boolean) => T[];

/** The rows of a text. */
export function textRows<T>(pieces: Pieces, reader: Reader<T>): Pull<T> {
  let at = 0;
  return async () => {
    const piece = await pieces.after(at);
    at = piece?.end ?? pieces.size;
    const isLast = at >= pieces.size;
    return { rows: reader(piece?.lines ?? [], isLast), isLast };
  };
}
