// A table of texts, whose rows only ever grow in number.
import { memo, type ReactNode } from "react";
import { t } from "../messages/preview";
import "./table-view.css";

/** Rows, columns and cells that a page can hold with ease. */
const ROWS = 1_000;
const COLUMNS = 100;
const CELLS = 100_000;
/** Rows that are drawn together. */
const BLOCK = 200;

/** How many rows of so many columns the page holds. */
export function mostRows(columns: number): number {
  return Math.max(ROWS, Math.floor(CELLS / Math.max(Math.min(columns, COLUMNS), 1)));
}

interface TableProps {
  head: string[];
  rows: string[][];
  /** The number of a row, by its place; without it the first is 1. */
  numberOf?: (at: number) => number;
  columns: number;
  children: ReactNode;
}

export function Table({ head, rows, numberOf = fromOne, columns, children }: TableProps) {
  const shown = Math.min(columns, COLUMNS);
  const blocks = Array.from({ length: Math.ceil(rows.length / BLOCK) }, (_, at) => at * BLOCK);
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
          const block = rows.slice(first, first + BLOCK);
          return (
            <Block
              key={first}
              first={first}
              rows={block}
              numberOf={numberOf}
              count={block.length}
              columns={shown}
            />
          );
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
  numberOf: (at: number) => number;
  count: number;
  columns: number;
}

/** Rows that are drawn once: they only ever grow in number. */
const Block = memo(
  ({ first, rows, numberOf, columns }: BlockProps) => (
    <tbody>
      {rows.map((row, at) => (
        <tr key={at}>
          <th scope="row">{numberOf(first + at)}</th>
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

const fromOne = (at: number) => at + 1;

function isNumber(value: string | undefined): boolean {
  return value !== undefined && /^\s*[-+]?[\d.,]+(e[-+]?\d+)?\s*%?$/i.test(value);
}
