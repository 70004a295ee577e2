// How much is here, and whether that is all.
import type { ReactNode } from "react";
import type { View } from "../listing/listing";
import type { Sort } from "../listing/order";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Spinner } from "../ui/progress";
import { formatCount } from "../util/format";
import { News } from "./news";

export interface StatusProps {
  view: View;
  filtered: boolean;
  sort: Sort;
  /** How many are selected. */
  selected?: number;
  onGoOn: () => void;
  /** What else stands at the end of the line. */
  children?: ReactNode;
}

export function Status(props: StatusProps) {
  const { view, filtered, selected = 0 } = props;
  return (
    <>
      <Line {...props} />
      <News view={view} filtered={filtered} selected={selected} />
    </>
  );
}

function Line({ view, filtered, sort, onGoOn, children }: StatusProps) {
  const { state, total, rows, error } = view;
  const count = formatCount(total, "item");
  if (state === "failed" && error && rows.length > 0) {
    return (
      <Notice
        tone="warn"
        title={`Only ${count} could be listed`}
        actions={
          <Button size="s" onPress={onGoOn}>
            Go on
          </Button>
        }
      >
        {error.message}
      </Notice>
    );
  }
  return (
    <footer className="files-status num">
      {state === "loading" && <Spinner label={loading(view, count)} />}
      {state === "stopped" && (
        <>
          <span>{count}, and there are more.</span>
          <Button size="s" look="quiet" onPress={onGoOn}>
            Go on
          </Button>
        </>
      )}
      {view.sorting !== null && <Spinner label={`Sorting: ${Math.floor(view.sorting * 100)}%`} />}
      {state !== "done" && !view.refreshing && total > 0 && (sort.by !== "name" || sort.descending) && (
        <span className="muted">The order holds for what has come so far.</span>
      )}
      {state === "done" && (
        <span>{filtered ? `${rows.length.toLocaleString("en")} of ${count}` : count}</span>
      )}
      {children}
    </footer>
  );
}

function loading({ total, refreshing }: View, count: string): string {
  if (refreshing) return "Listing again";
  return total === 0 ? "Asking S3" : `${count} so far`;
}
