// What stands below the rows that are there: more come when it is nearly in view.
import { useEffect, useRef } from "react";
import { Button } from "../ui/button";
import { Spinner } from "../ui/progress";
import { ApiError } from "../api/error";
import { t } from "../messages/preview";

import type { Rows } from "./use-rows";
import "./end-of-rows.css";

interface Props {
  rows: Rows<unknown>;
  /** Rows that the page holds. */
  most: number;
  /** What a row is, and what one can do beyond the last that is shown. */
  one?: "row" | "name" | "block" | "slide";
  full?: string;
}

export function EndOfRows({
  rows: { rows, isAll, isReading, error, more },
  most,
  one = "row",
  full: beyond = t.elsewhere,
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
      {isReading && <Spinner label={t.reading} />}
      {error !== null && (
        <p role="alert">
          {ApiError.from(error).message}{" "}
          <Button size="s" onPress={more}>
            {t.tryAgain}
          </Button>
        </p>
      )}
      {isAll && <p>{t.rowsAndNames[one].noMore(rows.length)}</p>}
      {full && !isAll && (
        <p>
          {t.rowsAndNames[one].firstShown(most)} {beyond}
        </p>
      )}
      {goes && (
        <Button size="s" look="quiet" onPress={more}>
          {t.readMore}
        </Button>
      )}
    </div>
  );
}
