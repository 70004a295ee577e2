// How much is here, and whether that is all.
import type { ReactNode } from "react";
import type { View } from "../listing/listing";
import type { Sort } from "../listing/order";
import { t } from "../messages/files";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Spinner } from "../ui/progress";
import { News } from "./news";

export interface StatusProps {
  view: View;
  filtered: boolean;
  sort: Sort;
  /** How many are selected. */
  selected?: number;
  onGoOn: () => void;
  /** Takes the filter away. */
  onFilterOff?: () => void;
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

function Line({ view, filtered, sort, onGoOn, onFilterOff, children }: StatusProps) {
  const { state, total, rows, error } = view;
  const count = t.items(total);
  if (state === "failed" && error && rows.length > 0) {
    return (
      <Notice
        tone="warn"
        title={t.onlyListed(total)}
        actions={
          <Button size="s" onPress={onGoOn}>
            {t.goOn}
          </Button>
        }
      >
        {error.message}
      </Notice>
    );
  }
  return (
    <footer className="files-status num">
      {state === "loading" && <Spinner label={loading(view)} />}
      {state === "stopped" && (
        <>
          <span>{t.andMoreHere(total)}</span>
          <Button size="s" look="quiet" onPress={onGoOn}>
            {t.goOn}
          </Button>
        </>
      )}
      {view.sorting !== null && <Spinner label={t.sorting(Math.floor(view.sorting * 100))} />}
      {state !== "done" && !view.refreshing && total > 0 && (sort.by !== "name" || sort.descending) && (
        <span className="muted">{t.orderSoFar}</span>
      )}
      {state === "done" && <span>{filtered ? t.ofItems(rows.length, total) : count}</span>}
      {filtered && rows.length > 0 && onFilterOff && (
        <Button size="s" look="quiet" onPress={onFilterOff}>
          {t.showAll}
        </Button>
      )}
      {children}
    </footer>
  );
}

function loading({ total, refreshing }: View): string {
  if (refreshing) return t.listingAgain;
  return total === 0 ? t.asking : t.soFar(total);
}
