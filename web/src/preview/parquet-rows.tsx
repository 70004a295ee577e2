// A page of rows of a Parquet file.
import { useQuery } from "@tanstack/react-query";
import { number } from "../messages/count";
import { t } from "../messages/preview";
import { EmptyState } from "../ui/empty-state";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { formatSize } from "../util/format";
import { Ask } from "./ask";
import { cellOf } from "./cell";
import { type Column, type Parquet, rowsOf, type Span } from "./parquet";
import { type Costs, ROWS_ASK, sumOf } from "./parquet-plan";

interface Props {
  parquet: Parquet;
  span: Span;
  columns: Column[];
  costs: Costs;
}

export function ParquetRows({ parquet, span, columns, costs }: Props) {
  if (span.from >= span.to) return <EmptyState icon="file" title={t.noRows} />;
  if (columns.length === 0) return <EmptyState icon="file" title={t.noColumn} />;
  const names = columns.map(({ name }) => name);
  const cost = sumOf(costs, names);
  return (
    <Ask
      // Another cost is another question.
      key={cost}
      when={cost > ROWS_ASK}
      title={t.rowsTake(formatSize(cost))}
      words={t.notSmaller(columns.length)}
      label={t.readThem}
    >
      {() => <Rows parquet={parquet} span={span} columns={columns} />}
    </Ask>
  );
}

function Rows({ parquet, span, columns }: Omit<Props, "costs">) {
  const names = columns.map(({ name }) => name);
  const { data, error, refetch } = useQuery({
    queryKey: ["parquet-rows", parquet.ranges.id, span.from, names],
    queryFn: async () => (await rowsOf(parquet, names, span)).map((row) => row.map(cellOf)),
    gcTime: 0,
    retry: false,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label={t.readingRows} />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-view" role="region" aria-label={t.rows} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t.row}</span>
            </th>
            {columns.map(({ name, type }, at) => (
              <th key={at} scope="col">
                <bdi>{name}</bdi> <small className="muted">{type}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.map((row, at) => (
            <tr key={at}>
              <th scope="row">{number(span.from + at + 1)}</th>
              {columns.map((_, column) => {
                const { text, kind } = row[column] ?? cellOf(null);
                return (
                  <td
                    key={column}
                    data-number={kind === "number"}
                    className={kind === "none" ? "muted" : undefined}
                  >
                    {text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
