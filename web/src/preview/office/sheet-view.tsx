// A workbook: one of its sheets as a table.
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { t } from "../../messages/preview";
import { EmptyState } from "../../ui/empty-state";
import { Spinner } from "../../ui/progress";
import { Select } from "../../ui/select";
import { ErrorState } from "../../ui/states";
import { formatSize } from "../../util/format";
import { Ask } from "../ask";
import { EndOfRows } from "../end-of-rows";
import { mostRows, Table } from "../table";
import { useRows } from "../use-rows";
import type { Parts } from "./parts";
import { nameOf, rowsOf } from "./sheet";
import { steady } from "./steady";
import { openWorkbook, type Sheet, type Workbook } from "./workbook";

/** Bytes of texts that are read unasked. */
const TEXTS_ASK = 4 * 1024 * 1024;

export function SheetView({ parts }: { parts: Parts }) {
  const { data, error, refetch } = useQuery({
    queryKey: ["workbook", parts.ranges.id],
    queryFn: () => openWorkbook(parts),
    gcTime: 0,
    retry: false,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label={t.reading} />;
  return (
    <Ask
      when={data.texts.size > TEXTS_ASK}
      title={t.textsAre(formatSize(data.texts.size))}
      words={t.textsOfAll}
      label={t.readIt}
    >
      {() => <Sheets book={data} />}
    </Ask>
  );
}

function Sheets({ book }: { book: Workbook }) {
  const [chosen, setChosen] = useState(() =>
    Math.max(
      book.sheets.findIndex(({ isHidden }) => !isHidden),
      0,
    ),
  );
  const sheet = book.sheets[chosen];
  if (!sheet) return <EmptyState icon="file" title={t.noSheets} />;
  const options = book.sheets.map(({ name, isHidden }, at) => ({
    value: String(at),
    label: isHidden ? t.hiddenSheet(name) : name,
  }));
  const picker = (
    <Select
      label={t.sheet}
      options={options}
      value={String(chosen)}
      onChange={(value) => setChosen(Number(value))}
    />
  );
  return <Rows key={chosen} book={book} sheet={sheet} picker={picker} />;
}

interface RowsProps {
  book: Workbook;
  sheet: Sheet;
  picker: ReactNode;
}

function Rows({ book, sheet, picker }: RowsProps) {
  const [columns, setColumns] = useState(0);
  const open = useCallback(() => steady(() => rowsOf(book, sheet.part, setColumns)), [book, sheet]);
  const rows = useRows(open);
  const most = mostRows(columns);
  const shown = useMemo(() => rows.rows.slice(0, most), [rows.rows, most]);
  const cells = useMemo(() => shown.map((row) => row.cells), [shown]);
  const head = useMemo(() => Array.from({ length: columns }, (_, at) => nameOf(at + 1)), [columns]);
  return (
    <div className="text-view">
      <div className="view-bar">
        {picker}
        <span className="muted num">{t.rowsSoFar(shown.length, rows.isAll)}</span>
      </div>
      <Table head={head} rows={cells} numberOf={(at) => shown[at]!.number} columns={columns}>
        <EndOfRows rows={rows} most={most} full={t.downloadForRest} />
      </Table>
    </div>
  );
}
