// A Jupyter notebook: text, code and what came out. HTML that came out is never shown.
import { useMemo, useRef, useState } from "react";
import { t } from "../messages/preview";
import { Button } from "../ui/button";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { formatSize } from "../util/format";
import { Ask } from "./ask";
import { Laid } from "./markdown";
import { type Cell, bookOf, type Output } from "./notebook";
import { NoViewer, type ViewProps } from "./show";
import type { Source } from "./source";
import { TextView } from "./text-view";
import { codeIn, useColours } from "./use-colours";
import { useText } from "./use-text";
import { NOTEBOOK_MAX, TEXT_MAX } from "./viewer";
import "./notebook-view.css";

/** Cells that are shown at once. */
const AT_ONCE = 200;
/** Characters of a text that are shown. */
const LONG = 50_000;

export default function NotebookView(props: ViewProps) {
  const [asText, setAsText] = useState(false);
  if (asText || props.size > NOTEBOOK_MAX) {
    const back = (
      <Button size="s" look="quiet" onPress={() => setAsText(false)}>
        {t.asNotebook}
      </Button>
    );
    return <TextView {...props} actions={asText ? back : <span>{t.tooLargeForNotebook}</span>} />;
  }
  return (
    <Ask
      when={props.size > 4 * TEXT_MAX}
      title={t.notebookIs(formatSize(props.size))}
      words={t.notebookReadsAll}
      label={t.anyway}
      actions={<Button onPress={() => setAsText(true)}>{t.showAsText}</Button>}
    >
      {() => <Whole view={props} onText={() => setAsText(true)} />}
    </Ask>
  );
}

function Whole({ view, onText }: { view: ViewProps; onText: () => void }) {
  const { data, error, refetch } = useText(view, NOTEBOOK_MAX);
  const book = useMemo(() => (data?.text && !data.cut ? bookOf(data.text) : null), [data]);
  const page = useRef<HTMLDivElement>(null);
  useColours(page);
  const [shown, setShown] = useState(AT_ONCE);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label={t.reading} />;
  if (data.text === null) return <NoViewer source={view.source} />;
  if (book === null) return <TextView {...view} actions={<span>{t.noNotebook}</span>} />;
  const { cells, language } = book;
  return (
    <div className="text-view">
      <div className="view-bar">
        <span className="muted num">{t.cells(cells.length)}</span>
        <span className="view-bar-space" />
        <Button size="s" look="quiet" onPress={onText}>
          {t.asText}
        </Button>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={page} className="notebook" role="region" aria-label={t.notebook} tabIndex={0}>
        {cells.slice(0, shown).map((cell, at) => (
          <CellView key={at} cell={cell} language={language} source={view.source} />
        ))}
        {cells.length > shown && (
          <Button onPress={() => setShown(shown + AT_ONCE)}>{t.moreCells(cells.length)}</Button>
        )}
      </div>
    </div>
  );
}

interface CellProps {
  cell: Cell;
  language: string;
  source: Source;
}

function CellView({ cell: { kind, text, count, outputs }, language, source }: CellProps) {
  if (kind === "markdown") return <Laid text={text} source={source} />;
  return (
    <section className="notebook-cell">
      <span className="muted num">{kind === "code" && `[${count ?? " "}]`}</span>
      <pre className="notebook-code" data-code={kind === "code" ? codeIn(language) : undefined}>
        {short(text)}
      </pre>
      {outputs.map((output, at) => (
        <div key={at} className="notebook-output">
          <OutputView output={output} />
        </div>
      ))}
    </section>
  );
}

function OutputView({ output }: { output: Output }) {
  if (output.kind === "picture") return <img src={output.url} alt={t.output} />;
  if (output.kind === "text") return <pre data-error={output.isError}>{short(output.text)}</pre>;
  return <p className="muted">{t.otherOutput(<bdi>{output.type.slice(0, 100)}</bdi>)}</p>;
}

function short(text: string): string {
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
}
