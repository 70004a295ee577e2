// The question about an object that is there already.
import { useEffect, useState } from "react";
import { Checkbox } from "react-aria-components/Checkbox";
import { showProperties } from "../api/objects";
import type { Properties } from "../api/types";
import { t } from "../messages/transfer";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { formatMoment, formatSize } from "../util/format";
import { transfers } from "./engine";
import type { Choice, Row } from "./item";
import { numbered } from "./names";

interface Props {
  row: Row;
  /** How many more are waiting for an answer. */
  others: number;
  /** Leaves the question in the panel. */
  onPutOff: () => void;
}

/** Replace, keep both or skip; once for all if one likes. */
export function ConflictDialog({ row, others, onPutOff }: Props) {
  const [all, setAll] = useState(others > 0);
  const there = useExisting(row);
  const name = row.path.slice(row.path.lastIndexOf("/") + 1);
  const choose = (choice: Choice) => () => transfers.choose(row.id, choice, all);
  const next = numbered(name, 2);
  return (
    <Dialog
      title={t.isThere(name)}
      isOpen
      onClose={onPutOff}
      actions={
        <>
          <Button onPress={choose("skip")}>{t.skip}</Button>
          {row.modified !== null && <Button onPress={choose("newer")}>{t.ifNewer}</Button>}
          <Button look="danger" onPress={choose("replace")}>
            {t.replace}
          </Button>
          <Button look="primary" onPress={choose("keep-both")}>
            {t.keepBoth}
          </Button>
        </>
      }
    >
      <dl className="conflict-sides">
        <dt>{t.inBucket}</dt>
        <dd className="num">{there ? sideOf(there.size, there.last_modified) : "…"}</dd>
        <dt>{t.yours}</dt>
        <dd className="num">{sideOf(row.size, row.modified)}</dd>
      </dl>
      <p className="muted">{t.choices(next)}</p>
      <Checkbox className="conflict-all" isSelected={all} onChange={setAll}>
        {({ isSelected }) => (
          <>
            <span className="conflict-box" data-on={isSelected}>
              {isSelected && <Icon name="check" size={14} />}
            </span>
            {others > 0 ? t.sameForOthers(others) : t.sameForRest}
          </>
        )}
      </Checkbox>
    </Dialog>
  );
}

function sideOf(size: number, at: string | number | null | undefined): string {
  const moment = formatMoment(at);
  return moment ? t.changedOn(formatSize(size), moment) : formatSize(size);
}

/** What stands in the way, if we may look at it. */
function useExisting({ target, key }: Row): Pick<Properties, "size" | "last_modified"> | null {
  const [there, setThere] = useState<Properties | null>(null);
  const { connection, bucket } = target;
  useEffect(() => {
    const stop = new AbortController();
    showProperties(connection, bucket, key, stop.signal).then(setThere, () => undefined);
    return () => stop.abort();
  }, [connection, bucket, key]);
  return there;
}
