// Chooses how an object is shown, and says why when it cannot be.
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { objectUrl } from "../api/objects";
import type { Properties } from "../api/types";
import { t } from "../messages/preview";
import { CopyButton } from "../ui/copy-button";
import { EmptyState } from "../ui/empty-state";
import { Icon } from "../ui/icon";
import { lazily } from "../ui/lazily";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { formatSize } from "../util/format";
import { Ask } from "./ask";
import { beginning } from "./beginning";
import { decode } from "./decode";
import { ImageView } from "./image-view";
import { MediaView } from "./media-view";
import { useMeter } from "./meter";
import type { Source } from "./source";
import { TextView } from "./text-view";
import { ASK_ABOVE, type Viewer, viewerOf } from "./viewer";

const opening = () => <Spinner label={t.opening} />;
const MarkdownView = lazily(async () => (await import("./markdown-view")).default, opening);
const JsonView = lazily(async () => (await import("./json-view")).default, opening);
const NdjsonView = lazily(async () => (await import("./ndjson-view")).default, opening);
const NotebookView = lazily(async () => (await import("./notebook-view")).default, opening);
const ParquetView = lazily(async () => (await import("./parquet-view")).default, opening);
const ZipView = lazily(async () => (await import("./zip-view")).default, opening);
const OfficeView = lazily(async () => (await import("./office")).default, opening);
const PdfView = lazily(async () => (await import("./pdf-view")).default, opening);
const TableView = lazily(async () => (await import("./table-view")).default, opening);

/** How much is looked at to tell text from other things. */
const SNIFF = 4096;

interface Props {
  source: Source;
  properties: UseQueryResult<Properties>;
}

/** What every viewer gets. */
export interface ViewProps {
  source: Source;
  /** To show it in the page. */
  url: string;
  /** Bytes. */
  size: number;
  /** S3's `Content-Encoding`. */
  encoding: string | null | undefined;
}

export function Show({ source, properties }: Props) {
  const { data, error } = properties;
  if (error) return <ErrorState error={error} onRetry={() => void properties.refetch()} />;
  if (!data) return <Spinner label={t.asking} />;
  if (data.archived) return <Archived source={source} properties={data} />;
  const viewer = viewerOf(source.key, data.content_type);
  // As it is now; the list may be older.
  const now = { ...source, etag: data.etag ?? source.etag };
  return <Sized viewer={viewer} size={data.size} source={now} encoding={data.content_encoding} />;
}

interface SizedProps extends Omit<ViewProps, "url"> {
  viewer: Viewer;
}

/** Asks first when it is large and would be read whole. */
function Sized({ viewer, size, source, encoding }: SizedProps) {
  const limit = ASK_ABOVE[viewer];
  const { connection, bucket, key, versionId } = source;
  const url = objectUrl(connection, bucket, key, { disposition: "inline", versionId });
  const props = { source, url, size, encoding };
  return (
    <Ask
      when={limit !== undefined && size > limit}
      title={t.pictureIs(formatSize(size))}
      words={t.readsAll}
      label={t.anyway}
    >
      {() => view(viewer, props)}
    </Ask>
  );
}

function view(viewer: Viewer, props: ViewProps): ReactNode {
  if (props.size === 0 && viewer !== "none") return <TextView {...props} />;
  switch (viewer) {
    case "image":
      return <ImageView {...props} />;
    case "audio":
    case "video":
      return <MediaView {...props} kind={viewer} />;
    case "pdf":
      return <PdfView {...props} />;
    case "markdown":
      return <MarkdownView {...props} />;
    case "table":
      return <TableView {...props} />;
    case "parquet":
      return <ParquetView {...props} />;
    case "zip":
      return <ZipView {...props} />;
    case "notebook":
      return <NotebookView {...props} />;
    case "document":
    case "workbook":
    case "slides":
      return <OfficeView {...props} kind={viewer} />;
    case "lines":
      // What is stored compressed has no middle to begin in.
      return props.encoding ? <TextView {...props} /> : <NdjsonView {...props} />;
    case "json":
      return <JsonView {...props} />;
    case "text":
      return <TextView {...props} />;
    case "sniff":
      return <Sniffed {...props} />;
    case "none":
      return <NoViewer source={props.source} size={props.size} />;
  }
}

/** Text has no ending of its own: the first bytes tell. */
function Sniffed(props: ViewProps) {
  const { source, encoding } = props;
  const meter = useMeter();
  const { data, error, refetch } = useQuery({
    queryKey: ["sniff", source, encoding],
    queryFn: async ({ signal }) =>
      decode((await beginning(source, SNIFF, encoding, signal, meter.add)).bytes) === null ? "other" : "text",
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label={t.looking} />;
  return data === "text" ? <TextView {...props} /> : <NoViewer source={source} />;
}

/** Nothing here can show it. */
export function NoViewer({ source, size }: { source: Source; size?: number }) {
  const { connection, bucket, key, versionId } = source;
  if (key.endsWith("/")) {
    return (
      <EmptyState icon="folder" title={t.folderMark}>
        <p>{t.folderMarkWords(size ? formatSize(size) : null)}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="file"
      title={t.noPreview}
      actions={
        <a className="button" href={objectUrl(connection, bucket, key, { versionId })} download>
          <Icon name="download" size={18} />
          <span className="button-words">{t.download}</span>
        </a>
      }
    >
      <p>{t.openElsewhere}</p>
    </EmptyState>
  );
}

interface ArchivedProps {
  source: Source;
  properties: Properties;
}

function Archived({ source: { bucket, key }, properties: { storage_class, restore } }: ArchivedProps) {
  const running = restore?.includes('ongoing-request="true"') ?? false;
  const quoted = `'${key.replaceAll("'", String.raw`'\''`)}'`;
  const command = `aws s3api restore-object --bucket ${bucket} --key ${quoted} --restore-request Days=7`;
  return (
    <EmptyState
      icon="clock"
      tone="warn"
      role="alert"
      title={running ? t.beingRestored : t.archived}
      actions={!running && <CopyButton text={command} label={t.copyCommand} />}
    >
      <p>
        {t.outOfReach(storage_class)}
        {running && ` ${t.underWay}`}
      </p>
      {!running && <p>{t.somebody(<code>{command}</code>)}</p>}
    </EmptyState>
  );
}
