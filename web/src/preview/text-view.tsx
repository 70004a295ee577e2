// Text with line numbers; JSON indented, if one likes.
import { lazy, type ReactNode, type RefObject, useMemo, useRef, useState } from "react";
import { t } from "../messages/preview";
import { Button } from "../ui/button";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { formatSize } from "../util/format";
import { Find } from "./find";
import { pretty } from "./json";
import { NoViewer, type ViewProps } from "./show";
import { type Read, useText } from "./use-text";
import { TEXT_MAX, viewerOf } from "./viewer";

/** Lines that the browser lays out together, when they come into view. */
const BLOCK = 200;

const LongText = lazy(() => import("./long-text"));

interface TextProps extends ViewProps {
  /** What else can be done with it. */
  actions?: ReactNode;
}

/** Short ones whole, long ones as far as one looks. What is stored compressed has no middle to begin in. */
export function TextView(props: TextProps) {
  const { source, size, encoding, actions } = props;
  const isLog = /\.log$/i.test(source.key) && size > 0;
  if (!encoding && (size > TEXT_MAX || isLog))
    return <LongText {...props} begin={isLog ? "end" : "start"} actions={actions} />;
  return <ShortText {...props} />;
}

function ShortText({ actions, ...props }: TextProps) {
  const { data, error, refetch } = useText(props);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label={t.reading} />;
  if (data.text === null) return <NoViewer source={props.source} />;
  const json = viewerOf(props.source.key) === "json";
  return <Text read={data} text={data.text} json={json} actions={actions} />;
}

interface ReadProps {
  read: Read;
  text: string;
  json: boolean;
  actions: ReactNode;
}

function Text({ read, text, json, actions }: ReadProps) {
  const box = useRef<HTMLDivElement>(null);
  const [wrap, setWrap] = useState(true);
  const [asStored, setAsStored] = useState(false);
  const indented = useMemo(() => (json && !read.cut ? pretty(text) : null), [json, read.cut, text]);
  const shown = indented !== null && !asStored ? indented : text;
  return (
    <div className="text-view">
      <Bar read={read}>
        {actions}
        <Find within={box} shown={shown} partly={read.cut} />
        {indented !== null && (
          <Button size="s" look="quiet" onPress={() => setAsStored(!asStored)}>
            {asStored ? t.indent : t.asStored}
          </Button>
        )}
        <Button size="s" look="quiet" aria-pressed={wrap} onPress={() => setWrap(!wrap)}>
          {wrap ? t.noWrap : t.wrap}
        </Button>
      </Bar>
      <Lines text={shown} wrap={wrap} box={box} />
    </div>
  );
}

/** What was read, and what can be done with it. */
export function Bar({ read, children }: { read: Read; children?: ReactNode }) {
  return (
    <div className="view-bar">
      <span className="muted">{read.encoding}</span>
      {read.cut && <strong>{t.onlyFirst(formatSize(TEXT_MAX))}</strong>}
      <span className="view-bar-space" />
      {children}
    </div>
  );
}

interface LinesProps {
  text: string;
  wrap: boolean;
  box?: RefObject<HTMLDivElement | null>;
}

/** All lines, numbered; only those in view cost the browser anything. */
export function Lines({ text, wrap, box }: LinesProps) {
  const blocks = useMemo(() => inBlocks(text), [text]);
  return (
    // A region that scrolls must take the focus, or the keyboard cannot scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={box} className="lines" data-wrap={wrap} role="region" aria-label={t.text} tabIndex={0}>
      {blocks.map((lines, block) => (
        <div
          key={block}
          className="lines-block"
          style={{
            counterReset: `line ${block * BLOCK}`,
            containIntrinsicHeight: `auto ${lines.length * 21}px`,
          }}
        >
          {lines.map((line, at) => (
            <div key={at} className="line">
              {line || "\u200b"}
            </div>
          ))}
        </div>
      ))}
      {blocks.length === 0 && <p className="muted lines-none">{t.emptyFile(formatSize(0))}</p>}
    </div>
  );
}

function inBlocks(text: string): string[][] {
  if (text === "") return [];
  const lines = text.split(/\r\n|\n|\r/);
  // A last line that is ended is not followed by another.
  if (lines.length > 1 && lines.at(-1) === "") lines.pop();
  const blocks: string[][] = [];
  for (let at = 0; at < lines.length; at += BLOCK) blocks.push(lines.slice(at, at + BLOCK));
  return blocks;
}
