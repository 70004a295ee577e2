// Comma-separated values as a table.
import Papa from "papaparse";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { t } from "../messages/preview";
import { Button } from "../ui/button";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { EndOfRows } from "./end-of-rows";
import { Opened } from "./opened";
import type { Pieces } from "./pieces";
import { NoViewer, type ViewProps } from "./show";
import { mostRows, Table } from "./table";
import { Bar, TextView } from "./text-view";
import { type Reader, textRows, useRows } from "./use-rows";
import { useText } from "./use-text";

/** Rows that are read at once, where there is no reading on. */
const ROWS = 1_000;
/** Characters after which a quote is taken for one that nobody closes. */
const OPEN_MAX = 512 * 1024;

export default function TableView(props: ViewProps) {
  const [source, setSource] = useState(false);
  const toggle = (
    <Button size="s" look="quiet" onPress={() => setSource(!source)}>
      {source ? t.asTable : t.asText}
    </Button>
  );
  if (source) return <TextView {...props} actions={toggle} />;
  // What is stored compressed can only be read from its beginning.
  if (props.encoding) return <Packed view={props} toggle={toggle} />;
  return (
    <Opened {...props}>
      {(pieces) => <Growing key={pieces.ranges.id} pieces={pieces} toggle={toggle} />}
    </Opened>
  );
}

function Packed({ view, toggle }: { view: ViewProps; toggle: ReactNode }) {
  const { data, error, refetch } = useText(view);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label={t.reading} />;
  if (data.text === null) return <NoViewer source={view.source} />;
  const { rows, columns, more } = parse(data.text, data.cut);
  const [head = [], ...body] = rows;
  return (
    <div className="text-view">
      <Bar read={data}>{toggle}</Bar>
      <Table head={head} rows={body} columns={columns}>
        {more && <p className="muted">{t.firstRows(ROWS)}</p>}
      </Table>
    </div>
  );
}

function Growing({ pieces, toggle }: { pieces: Pieces; toggle: ReactNode }) {
  const open = useCallback(() => textRows(pieces, readCsv()), [pieces]);
  const rows = useRows(open);
  const [head = []] = rows.rows;
  const most = mostRows(head.length);
  const shown = useMemo(() => rows.rows.slice(1, most), [rows.rows, most]);
  const columns = useMemo(
    () => shown.reduce((wide, row) => Math.max(wide, row.length), head.length),
    [shown, head.length],
  );
  return (
    <div className="text-view">
      <div className="view-bar">
        <span className="muted num">{t.rowsSoFar(shown.length, rows.isAll)}</span>
        <span className="view-bar-space" />
        {toggle}
      </div>
      <Table head={head} rows={shown} columns={columns}>
        <EndOfRows rows={rows} most={most} />
      </Table>
    </div>
  );
}

/** Reads values whose quoted line breaks may lie across two pieces. */
export function readCsv(): Reader<string[]> {
  let left = "";
  let delimiter = "";
  return (lines, isLast) => {
    const text = left + lines.join("\n") + (isLast ? "" : "\n");
    delimiter ||= delimiterOf(text);
    const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true, delimiter });
    left = isLast ? "" : openQuote(text, delimiter);
    // A row whose quote is still open comes with the next piece; one that never closes is shown as it is.
    if (left.length > OPEN_MAX) left = "";
    return left === "" ? data : data.slice(0, -1);
  };
}

/** What stands between the values of the first line, outside quotes. */
function delimiterOf(text: string): string {
  const [line = ""] = text.trimStart().split("\n", 1);
  const bare = line.replaceAll(/"[^"]*"/g, "");
  const count = (mark: string) => bare.split(mark).length;
  return [",", ";", "\t", "|"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** The last row of a text if it ends within quotes, else nothing. */
function openQuote(text: string, delimiter: string): string {
  let row = 0;
  let quoted = false;
  let fresh = true;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char === '"') quoted = false;
    } else if (char === '"') {
      // A quote opens where a value begins, or goes on after a doubled one.
      quoted = fresh || text[at - 1] === '"';
    } else if (char === "\n") row = at + 1;
    fresh = char === delimiter || char === "\n";
  }
  return quoted ? text.slice(row) : "";
}

/** The rows as far as they are whole. */
export function parse(text: string, cut: boolean): { rows: string[][]; columns: number; more: boolean } {
  const parsed = Papa.parse<string[]>(text, { preview: ROWS + 2, skipEmptyLines: true });
  let rows = parsed.data;
  const more = rows.length > ROWS + 1;
  // What was cut off in its middle would look like a row of other values.
  if (cut && !more) rows = rows.slice(0, -1);
  rows = rows.slice(0, ROWS + 1);
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return { rows, columns, more };
}
