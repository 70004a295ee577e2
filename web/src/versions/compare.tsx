// Two versions of a text side by side, line by line.
import { useQuery } from "@tanstack/react-query";
import { showProperties } from "../api/objects";
import type { ObjectVersion } from "../api/types";
import type { Folder } from "../files/item";
import { t } from "../messages/versions";
import { beginning } from "../preview/beginning";
import { decode } from "../preview/decode";
import { TEXT_MAX } from "../preview/viewer";
import { EmptyState } from "../ui/empty-state";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { formatSize } from "../util/format";
import { type Run, countLines, difference, firstLines } from "./diff";
import { formatSecond } from "./words";

/** Lines that are drawn; more would make the page slow. */
const SHOWN = 5_000;

interface CompareProps {
  folder: Folder;
  objectKey: string;
  older: ObjectVersion;
  newer: ObjectVersion;
}

interface Compared {
  /** Null when it is no text, or too different. */
  runs: Run[] | null;
  isText: boolean;
  /** Not all of it was read. */
  cut: boolean;
}

export default function Compare({ folder, objectKey, older, newer }: CompareProps) {
  const { connection, bucket } = folder;
  const compared = useQuery({
    queryKey: ["compare", connection, bucket, objectKey, older.version_id, newer.version_id],
    queryFn: async ({ signal }): Promise<Compared> => {
      const [before, after] = await Promise.all([older, newer].map((one) => read(one, signal)));
      if (!before?.text || !after?.text) return { runs: null, isText: false, cut: false };
      const runs = difference(before.text.text, after.text.text);
      return { runs, isText: true, cut: before.cut || after.cut };
    },
    gcTime: 0,
  });
  const read = async ({ version_id, size }: ObjectVersion, signal: AbortSignal) => {
    if (size === 0) return { text: { text: "" }, cut: false };
    const { content_encoding } = await showProperties(connection, bucket, objectKey, signal, version_id);
    const source = { connection, bucket, key: objectKey, versionId: version_id };
    const { bytes, cut } = await beginning(source, TEXT_MAX, content_encoding, signal);
    return { text: decode(bytes), cut };
  };
  const { data, error } = compared;
  if (error) return <ErrorState error={error} onRetry={() => void compared.refetch()} />;
  if (!data) return <Spinner label={t.comparing} />;
  if (!data.isText) {
    return (
      <EmptyState icon="file" title={t.notText} role="status">
        <p>{t.onlyText}</p>
      </EmptyState>
    );
  }
  if (!data.runs) {
    return (
      <EmptyState icon="file" title={t.tooDifferent} role="status">
        <p>{t.takesTooLong}</p>
      </EmptyState>
    );
  }
  return <Differences {...data} runs={data.runs} older={older} newer={newer} />;
}

interface DifferencesProps {
  runs: Run[];
  cut: boolean;
  older: ObjectVersion;
  newer: ObjectVersion;
}

function Differences({ runs, cut, older, newer }: DifferencesProps) {
  const [added, removed] = [countLines(runs, "added"), countLines(runs, "removed")];
  return (
    <>
      <p role="status" className="num">
        {t.fromTo(formatSecond(older.last_modified), formatSecond(newer.last_modified), added, removed)}
        {cut && ` ${t.onlyFirst(formatSize(TEXT_MAX))}`}
      </p>
      {/* A region that scrolls must take the focus, or the keyboard cannot scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="compare" role="region" aria-label={t.differences} tabIndex={0}>
        {firstLines(runs, SHOWN).map((run, at) => (
          <RunOfLines key={at} {...run} />
        ))}
      </div>
      {countLines(runs) > SHOWN && <p className="muted">{t.linesShown(SHOWN)}</p>}
    </>
  );
}

const tags = { added: "ins", removed: "del", same: "div" } as const;

/** Lines that are on both sides, or on one of them. */
export function RunOfLines({ kind, lines }: Run) {
  if (kind === "skipped") {
    return <p className="compare-skipped muted">{t.equalLines(lines.length)}</p>;
  }
  const Tag = tags[kind];
  return (
    <Tag className="compare-run" data-kind={kind}>
      {lines.map((line, number) => (
        <span key={number} className="compare-line">
          {line || "\u200b"}
        </span>
      ))}
    </Tag>
  );
}
