// Lines of JSON, each a row that opens into a tree.
import { memo, useCallback, useState } from "react";
import { number as written } from "../messages/count";
import { t } from "../messages/preview";
import { Button } from "../ui/button";
import { EndOfRows } from "./end-of-rows";
import { treeOf } from "./json";
import { JsonTree } from "./json-tree";
import LongText from "./long-text";
import { Opened } from "./opened";
import type { Pieces } from "./pieces";
import type { ViewProps } from "./show";
import { textRows, useRows } from "./use-rows";

/** Rows that the page holds. */
const MOST = 20_000;
/** Characters of a row that are shown before it is opened. */
const SHORT = 400;

export default function NdjsonView(props: ViewProps) {
  const [asText, setAsText] = useState(false);
  return (
    <div className="text-view">
      <div className="view-bar">
        <span className="muted">{t.jsonLines}</span>
        <span className="view-bar-space" />
        <Button size="s" look="quiet" onPress={() => setAsText(!asText)}>
          {asText ? t.asRows : t.asText}
        </Button>
      </div>
      {asText ? (
        <LongText {...props} />
      ) : (
        <Opened {...props}>{(pieces) => <Lines key={pieces.ranges.id} pieces={pieces} />}</Opened>
      )}
    </div>
  );
}

const filled = (lines: string[]) => lines.filter((line) => line.trim() !== "");

function Lines({ pieces }: { pieces: Pieces }) {
  const open = useCallback(() => textRows(pieces, filled), [pieces]);
  const rows = useRows(open);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="json-rows" role="region" aria-label={t.rows} tabIndex={0}>
      {rows.rows.slice(0, MOST).map((line, at) => (
        <Row key={at} number={at + 1} line={line} />
      ))}
      <EndOfRows rows={rows} most={MOST} />
    </div>
  );
}

const Row = memo(({ number, line }: { number: number; line: string }) => {
  const [open, setOpen] = useState(false);
  const tree = open ? treeOf(line) : null;
  return (
    <div className="json-row">
      <span>{written(number)}</span>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <bdi>{line.slice(0, SHORT)}</bdi>
        </summary>
        {open && (tree ? <JsonTree value={tree} /> : <p>{t.badLine}</p>)}
      </details>
    </div>
  );
});
