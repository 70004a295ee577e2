// Text with line numbers; JSON indented, if one likes.
import { type ReactNode, type RefObject, useMemo, useRef, useState } from "react";
import { t } from "../messages/preview";
import { Button } from "../ui/button";
import { lazily } from "../ui/lazily";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { formatSize } from "../util/format";
import { Find } from "./find";
import { pretty } from "./json";
import { NoViewer, type ViewProps } from "./show";
import { codeIn, useColours } from "./use-colours";
import { type Read, useText } from "./use-text";
import { TEXT_MAX, viewerOf } from "./viewer";

/** Lines that the browser lays out together, when they come into view. */
const BLOCK = 200;

const LongText = lazily(
  async () => (await import("./long-text")).default,
  () => <Spinner label={t.opening} />,
);

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
  return <Text name={props.source.key} read={data} text={data.text} json={json} actions={actions} />;
}

interface ReadProps {
  name: string;
  read: Read;
  text: string;
  json: boolean;
  actions: ReactNode;
}

function Text({ name, read, text, json, actions }: ReadProps) {
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
      <Lines text={shown} name={name} wrap={wrap} box={box} />
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
  /** Its ending chooses the colours. */
  name: string;
  wrap: boolean;
  box?: RefObject<HTMLDivElement | null>;
}

/** All lines, numbered; only those in view cost the browser anything. */
export function Lines({ text, name, wrap, box }: LinesProps) {
  const own = useRef<HTMLDivElement>(null);
  const lines = box ?? own;
  useColours(lines);
  const blocks = useMemo(() => inBlocks(text), [text]);
  return (
    // A region that scrolls must take the focus, or the keyboard cannot scroll it.
    <div
      ref={lines}
      className="lines"
      data-wrap={wrap}
      data-code={text === "" ? undefined : codeIn(name)}
      role="region"
      aria-label={t.text}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {blocks.map((inBlock, block) => (
        <div
          key={block}
          className="lines-block"
          style={{
            counterReset: `line ${block * BLOCK}`,
            containIntrinsicHeight: `auto ${inBlock.length * 21}px`,
          }}
        >
          {inBlock.map((line, at) => (
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
