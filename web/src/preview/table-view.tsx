// Comma-separated values as a table.
import Papa from "papaparse";
import { memo, type ReactNode, useCallback, useMemo, useState } from "react";
import { t } from "../messages/preview";
import { Button } from "../ui/button";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";

import { EndOfRows } from "./end-of-rows";
import { Opened } from "./opened";
import type { Pieces } from "./pieces";
import { NoViewer, type ViewProps } from "./show";
import { Bar, TextView } from "./text-view";
import { type Reader, textRows, useRows } from "./use-rows";
import { useText } from "./use-text";
import "./table-view.css";

/** Rows and columns that a page can hold with ease. */
const ROWS = 1_000;
const COLUMNS = 100;
const CELLS = 100_000;
/** Rows that are drawn together. */
const BLOCK = 200;
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
  return (
    <div className="text-view">
      <Bar read={data}>{toggle}</Bar>
      <Table rows={rows} columns={columns}>
        {more && <p className="muted">{t.firstRows(ROWS)}</p>}
      </Table>
    </div>
  );
}

function Growing({ pieces, toggle }: { pieces: Pieces; toggle: ReactNode }) {
  const open = useCallback(() => textRows(pieces, readCsv()), [pieces]);
  const rows = useRows(open);
  const [head = []] = rows.rows;
  const most = Math.max(ROWS, Math.floor(CELLS / Math.max(Math.min(head.length, COLUMNS), 1)));
  const shown = useMemo(() => rows.rows.slice(0, most), [rows.rows, most]);
  const columns = useMemo(() => shown.reduce((wide, row) => Math.max(wide, row.length), 0), [shown]);
  return (
    <div className="text-view">
      <div className="view-bar">
        <span className="muted num">{t.rowsSoFar(Math.max(shown.length - 1, 0), rows.isAll)}</span>
        <span className="view-bar-space" />
        {toggle}
      </div>
      <Table rows={shown} columns={columns}>
        <EndOfRows rows={rows} most={most} />
      </Table>
    </div>
  );
}

interface TableProps {
  /** The first is the head. */
  rows: string[][];
  columns: number;
  children: ReactNode;
}

function Table({ rows: [head = [], ...body], columns, children }: TableProps) {
  const shown = Math.min(columns, COLUMNS);
  const blocks = Array.from({ length: Math.ceil(body.length / BLOCK) }, (_, at) => at * BLOCK);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-view" role="region" aria-label={t.table} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t.row}</span>
            </th>
            {head.slice(0, shown).map((name, at) => (
              <th key={at} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {blocks.map((first) => {
          const rows = body.slice(first, first + BLOCK);
          return <Block key={first} first={first} rows={rows} count={rows.length} columns={shown} />;
        })}
      </table>
      {columns > COLUMNS && <p className="muted">{t.someColumns(COLUMNS, columns)}</p>}
      {children}
    </div>
  );
}

interface BlockProps {
  first: number;
  rows: string[][];
  count: number;
  columns: number;
}

/** Rows that are drawn once: they only ever grow in number. */
const Block = memo(
  ({ first, rows, columns }: BlockProps) => (
    <tbody>
      {rows.map((row, at) => (
        <tr key={at}>
          <th scope="row">{first + at + 1}</th>
          {Array.from({ length: columns }, (_, column) => (
            <td key={column} data-number={isNumber(row[column])}>
              {row[column]}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  ),
  (before, after) => before.count === after.count && before.columns === after.columns,
);

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

function isNumber(value: string | undefined): boolean {
  return value !== undefined && /^\s*[-+]?[\d.,]+(e[-+]?\d+)?\s*%?$/i.test(value);
}
