// The columns of a Parquet file, what they are, and what a look at them costs.
import { t } from "../messages/preview";
import { formatSize } from "../util/format";
import type { Column, Parquet } from "./parquet";
import type { Costs } from "./parquet-plan";

/** Columns that are listed. */
const MOST = 2000;

interface Props {
  parquet: Parquet;
  costs: Costs | undefined;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

export function ParquetSchema({ parquet: { columns, metadata }, costs, chosen, onChoose }: Props) {
  const toggle = (name: string) => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    onChoose(next);
  };
  return (
    <section className="parquet-schema" aria-label={t.columns}>
      <ul>
        {columns.slice(0, MOST).map((column, at) => (
          <li key={at}>
            <label>
              <input type="checkbox" checked={chosen.has(column.name)} onChange={() => toggle(column.name)} />
              <Words column={column} />
              <span className="muted num">
                {costs?.has(column.name) ? formatSize(costs.get(column.name) ?? 0) : ""}
              </span>
            </label>
            <Below columns={column.below} />
          </li>
        ))}
      </ul>
      {columns.length > MOST && <p className="muted">{t.onlyListed(MOST)}</p>}
      {metadata.created_by && <p className="muted">{t.writtenBy(<bdi>{metadata.created_by}</bdi>)}</p>}
    </section>
  );
}

function Words({ column: { name, type, isOptional } }: { column: Column }) {
  return (
    <span className="parquet-column">
      <bdi>{name}</bdi>{" "}
      <span className="muted">
        {type}
        {isOptional && "?"}
      </span>
    </span>
  );
}

function Below({ columns }: { columns: Column[] }) {
  if (columns.length === 0) return null;
  return (
    <ul>
      {columns.map((column, at) => (
        <li key={at}>
          <Words column={column} />
          <Below columns={column.below} />
        </li>
      ))}
    </ul>
  );
}
