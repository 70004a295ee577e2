// A page of rows of a Parquet file.
import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "../ui/empty-state";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { formatCount, formatSize } from "../util/format";
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
  if (span.from >= span.to) return <EmptyState icon="file" title="There are no rows in it" />;
  if (columns.length === 0) return <EmptyState icon="file" title="No column is chosen" />;
  const names = columns.map(({ name }) => name);
  const cost = sumOf(costs, names);
  return (
    <Ask
      // Another cost is another question.
      key={cost}
      when={cost > ROWS_ASK}
      title={`These rows take ${formatSize(cost)}`}
      words={`${formatCount(columns.length, "column")} cannot be read in smaller pieces. With fewer columns it is less.`}
      label="Read them"
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
  if (!data) return <Spinner label="Reading rows" />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-view" role="region" aria-label="Rows" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Row</span>
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
              <th scope="row">{(span.from + at + 1).toLocaleString("en")}</th>
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
