// A Parquet file as a table: its columns, and a page of its rows.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { t } from "../messages/preview";
import { Button } from "../ui/button";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { formatSize } from "../util/format";
import { Ask } from "./ask";
import { FOOTER_ASK, FOOTER_MAX, footerOf, openParquet, type Parquet } from "./parquet";
import { ParquetRows } from "./parquet-rows";
import { ParquetSchema } from "./parquet-schema";
import { costsOf, fitting } from "./parquet-plan";
import { type Ranges, useRanges } from "./ranges";
import type { ViewProps } from "./show";
import "./parquet-view.css";
import "./table-view.css";

/** Rows of a page. */
const PAGE = 50;

export default function ParquetView({ source, size }: ViewProps) {
  const ranges = useRanges(source, size);
  const {
    data: footer,
    error,
    refetch,
  } = useQuery({
    queryKey: ["parquet-footer", ranges.id],
    queryFn: () => footerOf(ranges),
    gcTime: 0,
    retry: false,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (footer === undefined) return <Spinner label={t.reading} />;
  if (footer > FOOTER_MAX) {
    return <ErrorState error={new Error(t.footerTooLarge(formatSize(footer)))} />;
  }
  return (
    <Ask
      when={footer > FOOTER_ASK}
      title={t.footerIs(formatSize(footer))}
      words={t.footerReadsAll}
      label={t.readIt}
    >
      {() => <Opened ranges={ranges} footer={footer} />}
    </Ask>
  );
}

function Opened({ ranges, footer }: { ranges: Ranges; footer: number }) {
  const { data, error, refetch } = useQuery({
    queryKey: ["parquet", ranges.id],
    queryFn: () => openParquet(ranges, footer),
    gcTime: 0,
    retry: false,
    // It holds numbers that cannot be compared as JSON.
    structuralSharing: false,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label={t.readingFooter} />;
  return <Table parquet={data} />;
}

function Table({ parquet }: { parquet: Parquet }) {
  const { ranges, metadata, rows, columns } = parquet;
  const [page, setPage] = useState(0);
  const [asked, setAsked] = useState<ReadonlySet<string> | null>(null);
  const [isOpen, setOpen] = useState(true);
  const span = { from: page * PAGE, to: Math.min((page + 1) * PAGE, rows) };
  const {
    data: costs,
    error,
    isPlaceholderData,
  } = useQuery({
    queryKey: ["parquet-costs", ranges.id, page],
    queryFn: () => costsOf(parquet, span),
    gcTime: 0,
    retry: false,
    structuralSharing: false,
    placeholderData: (before) => before,
  });
  const chosen = asked ?? (costs && fitting(costs));
  const last = Math.max(Math.ceil(rows / PAGE) - 1, 0);
  return (
    <div className="text-view">
      <div className="view-bar">
        <span className="muted num">{t.parquetSize(rows, columns.length, metadata.row_groups.length)}</span>
        <span className="view-bar-space" />
        <Button size="s" look="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {t.columns}
        </Button>
        {rows > 0 && (
          <>
            <span className="muted num">{t.rowsFromTo(span.from + 1, span.to)}</span>
            <Button size="s" look="quiet" isDisabled={page === 0} onPress={() => setPage(0)}>
              {t.first}
            </Button>
            <Button size="s" look="quiet" isDisabled={page === 0} onPress={() => setPage(page - 1)}>
              {t.before}
            </Button>
            <Button size="s" look="quiet" isDisabled={page >= last} onPress={() => setPage(page + 1)}>
              {t.nextPage}
            </Button>
            <Button size="s" look="quiet" isDisabled={page >= last} onPress={() => setPage(last)}>
              {t.last}
            </Button>
          </>
        )}
      </div>
      <div className="parquet" data-schema={isOpen}>
        {isOpen && (
          <ParquetSchema parquet={parquet} costs={costs} chosen={chosen ?? new Set()} onChoose={setAsked} />
        )}
        {error && <ErrorState error={error} />}
        {!error && (!costs || isPlaceholderData) && <Spinner label={t.reading} />}
        {!error && costs && chosen && !isPlaceholderData && (
          <ParquetRows
            key={page}
            parquet={parquet}
            span={span}
            columns={columns.filter(({ name }) => chosen.has(name))}
            costs={costs}
          />
        )}
      </div>
    </div>
  );
}
