// The question about an object that is there already.
import { useEffect, useState } from "react";
import { Checkbox } from "react-aria-components/Checkbox";
import { showProperties } from "../api/objects";
import type { Properties } from "../api/types";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { formatMoment, formatSize } from "../util/format";
import { transfers } from "./engine";
import type { Choice, Row } from "./item";
import { numbered } from "./names";
import { files } from "./words";

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
      title={`“${name}” is there already`}
      isOpen
      onClose={onPutOff}
      actions={
        <>
          <Button onPress={choose("skip")}>Skip</Button>
          {row.modified !== null && <Button onPress={choose("newer")}>Replace if newer</Button>}
          <Button look="danger" onPress={choose("replace")}>
            Replace
          </Button>
          <Button look="primary" onPress={choose("keep-both")}>
            Keep both
          </Button>
        </>
      }
    >
      <dl className="conflict-sides">
        <dt>In the bucket</dt>
        <dd className="num">{there ? sideOf(there.size, there.last_modified) : "…"}</dd>
        <dt>Yours</dt>
        <dd className="num">{sideOf(row.size, row.modified)}</dd>
      </dl>
      <p className="muted">
        Replace writes over it; “if newer” only where yours was changed after it was stored. Keep both stores
        yours as “{next}”, or the next name that is free.
      </p>
      <Checkbox className="conflict-all" isSelected={all} onChange={setAll}>
        {({ isSelected }) => (
          <>
            <span className="conflict-box" data-on={isSelected}>
              {isSelected && <Icon name="check" size={14} />}
            </span>
            {others > 0
              ? `The same for ${files(others)} more, and for any that follow`
              : "The same for any that follow in this upload"}
          </>
        )}
      </Checkbox>
    </Dialog>
  );
}

function sideOf(size: number, at: string | number | null | undefined): string {
  const moment = formatMoment(at);
  return moment ? `${formatSize(size)}, changed ${moment}` : formatSize(size);
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
