// What stands below the rows that are there: more come when it is nearly in view.
import { useEffect, useRef } from "react";
import { Button } from "../ui/button";
import { Spinner } from "../ui/progress";
import { ApiError } from "../api/error";
import { formatCount } from "../util/format";
import type { Rows } from "./use-rows";
import "./end-of-rows.css";

interface Props {
  rows: Rows<unknown>;
  /** Rows that the page holds. */
  most: number;
  /** What a row is, and what one can do beyond the last that is shown. */
  one?: string;
  full?: string;
}

const ELSEWHERE = "As text you get to any place of the file.";

export function EndOfRows({
  rows: { rows, isAll, isReading, error, more },
  most,
  one = "row",
  full: beyond = ELSEWHERE,
}: Props) {
  const mark = useRef<HTMLDivElement>(null);
  const full = rows.length >= most;
  const goes = !isAll && !full && !isReading && error === null;
  useEffect(() => {
    const at = mark.current;
    if (!at || !goes || typeof IntersectionObserver === "undefined") return;
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && more(), {
      rootMargin: "600px",
    });
    seen.observe(at);
    return () => seen.disconnect();
  }, [goes, more]);
  return (
    <div ref={mark} className="rows-end muted">
      {isReading && <Spinner label="Reading" />}
      {error !== null && (
        <p role="alert">
          {ApiError.from(error).message}{" "}
          <Button size="s" onPress={more}>
            Try again
          </Button>
        </p>
      )}
      {isAll && <p>{formatCount(rows.length, one)}, and no more.</p>}
      {full && !isAll && (
        <p>
          The first {formatCount(most, one)} are shown. {beyond}
        </p>
      )}
      {goes && (
        <Button size="s" look="quiet" onPress={more}>
          Read more
        </Button>
      )}
    </div>
  );
}
