// Comma-separated values as a table.
import Papa from "papaparse";
import { useMemo, useState } from "react";
import { Button } from "../ui/button";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { formatCount } from "../util/format";
import { NoViewer, type ViewProps } from "./show";
import { Bar, Lines } from "./text-view";
import { useText } from "./use-text";
import "./table-view.css";

/** Rows and columns that a page can hold with ease. */
const ROWS = 1_000;
const COLUMNS = 100;

export default function TableView(props: ViewProps) {
  const { data, error, refetch } = useText(props);
  const [source, setSource] = useState(false);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label="Reading" />;
  if (data.text === null) return <NoViewer source={props.source} />;
  return (
    <div className="text-view">
      <Bar read={data}>
        <Button size="s" look="quiet" onPress={() => setSource(!source)}>
          {source ? "As a table" : "As text"}
        </Button>
      </Bar>
      {source ? <Lines text={data.text} wrap={false} /> : <Table text={data.text} cut={data.cut} />}
    </div>
  );
}

function Table({ text, cut }: { text: string; cut: boolean }) {
  const { rows, columns, more } = useMemo(() => parse(text, cut), [text, cut]);
  const [head = [], ...body] = rows;
  const shown = Math.min(columns, COLUMNS);
  const across = Array.from({ length: shown }, (_, at) => at);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-view" role="region" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Row</span>
            </th>
            {across.map((at) => (
              <th key={at} scope="col">
                {head[at]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, number) => (
            <tr key={number}>
              <th scope="row">{number + 1}</th>
              {across.map((at) => (
                <td key={at} data-number={isNumber(row[at])}>
                  {row[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more && <p className="muted">Only the first {formatCount(ROWS, "row")} are shown.</p>}
      {columns > COLUMNS && (
        <p className="muted">
          Only {COLUMNS} of {formatCount(columns, "column")} are shown.
        </p>
      )}
    </div>
  );
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
