// The stretch of a long text that is on the page: it moves, and does not grow.
import { useCallback, useEffect, useRef, useState } from "react";
import type { Piece, Pieces } from "./pieces";

/** Pieces on the page at most: 1 MiB of text. */
const MOST = 8;

/** What is on the page, in its order. */
export interface Stretch {
  pieces: Piece[];
  /** How many lines come before the first; null where nobody has counted. */
  above: number | null;
  /** Which jump led here. */
  jump: number;
}

interface Moves {
  stretch: Stretch | null;
  error: unknown;
  isReading: boolean;
  /** Adds the piece below, or above; what is far from it leaves the page. */
  more: (way: "down" | "up") => void;
  /** Leaves all of it for a place, and shows what begins there, or what ends there. */
  go: (to: "start" | "end" | number) => void;
}

/** Begins at the start or at the end. */
export function useStretch(pieces: Pieces, begin: "start" | "end"): Moves {
  const [stretch, setStretch] = useState<Stretch | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isReading, setReading] = useState(true);
  const turn = useRef(0);
  const busy = useRef(false);

  const start = useCallback(
    (to: "start" | "end" | number) => {
      const mine = (turn.current += 1);
      busy.current = true;
      landing(pieces, to, mine)
        .then(
          (found) => turn.current === mine && setStretch(found),
          (thrown: unknown) => turn.current === mine && setError(thrown),
        )
        .finally(() => {
          if (turn.current !== mine) return;
          busy.current = false;
          setReading(false);
        });
    },
    [pieces],
  );

  useEffect(() => {
    start(begin);
    return () => {
      turn.current += 1;
    };
  }, [start, begin]);
  const go = (to: "start" | "end" | number) => {
    setReading(true);
    setError(null);
    start(to);
  };

  const more = (way: "down" | "up") => {
    if (busy.current || stretch === null) return;
    const mine = turn.current;
    const last = stretch.pieces.at(-1);
    const place = way === "down" ? (last?.end ?? 0) : (stretch.pieces[0]?.start ?? 0);
    if (way === "down" ? place >= pieces.size : place <= 0) return;
    busy.current = true;
    setReading(true);
    (way === "down" ? pieces.after(place) : pieces.before(place))
      .then(
        (piece) => turn.current === mine && piece && setStretch(extended(stretch, piece, way)),
        (thrown: unknown) => turn.current === mine && setError(thrown),
      )
      .finally(() => {
        if (turn.current !== mine) return;
        busy.current = false;
        setReading(false);
      });
  };
  return { stretch, error, isReading, more, go };
}

async function landing(pieces: Pieces, to: "start" | "end" | number, jump: number): Promise<Stretch> {
  if (to === "end") {
    const piece = await pieces.before(pieces.size);
    return { pieces: piece ? [piece] : [], above: piece?.start === 0 ? 0 : null, jump };
  }
  const place = to === "start" ? 0 : await pieces.lineAt(Math.min(to, pieces.size - 1));
  const piece = await pieces.after(place);
  return { pieces: piece ? [piece] : [], above: place === 0 ? 0 : null, jump };
}

/** With one piece more, and as many fewer at the other end as are too many. */
export function extended({ pieces, above, jump }: Stretch, piece: Piece, way: "down" | "up"): Stretch {
  if (way === "down") {
    const all = [...pieces, piece];
    const gone = all.slice(0, Math.max(all.length - MOST, 0));
    const lines = gone.reduce((sum, one) => sum + one.lines.length, 0);
    return { pieces: all.slice(gone.length), above: above === null ? null : above + lines, jump };
  }
  const all = [piece, ...pieces];
  const before = above === null ? null : above - piece.lines.length;
  return { pieces: all.slice(0, MOST), above: piece.start === 0 ? 0 : before, jump };
}
