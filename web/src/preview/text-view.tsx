// Text with line numbers; JSON indented, if one likes.
import { type ReactNode, useMemo, useState } from "react";
import { Button } from "../ui/button";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { formatCount, formatSize } from "../util/format";
import { pretty } from "./json";
import { NoViewer, type ViewProps } from "./show";
import { type Read, useText } from "./use-text";
import { TEXT_MAX, viewerOf } from "./viewer";

/** Lines that the browser lays out together, when they come into view. */
const BLOCK = 200;

export function TextView(props: ViewProps) {
  const { data, error, refetch } = useText(props);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label="Reading" />;
  if (data.text === null) return <NoViewer source={props.source} />;
  const json = viewerOf(props.source.key) === "json";
  return <Text read={data} text={data.text} json={json} />;
}

function Text({ read, text, json }: { read: Read; text: string; json: boolean }) {
  const [wrap, setWrap] = useState(true);
  const [asStored, setAsStored] = useState(false);
  const indented = useMemo(() => (json && !read.cut ? pretty(text) : null), [json, read.cut, text]);
  const shown = indented !== null && !asStored ? indented : text;
  return (
    <div className="text-view">
      <Bar read={read}>
        {json && !read.cut && indented === null && <span>This is not valid JSON</span>}
        {indented !== null && (
          <Button size="s" look="quiet" onPress={() => setAsStored(!asStored)}>
            {asStored ? "Indent" : "As stored"}
          </Button>
        )}
        <Button size="s" look="quiet" aria-pressed={wrap} onPress={() => setWrap(!wrap)}>
          {wrap ? "Do not wrap lines" : "Wrap lines"}
        </Button>
      </Bar>
      <Lines text={shown} wrap={wrap} />
    </div>
  );
}

/** What was read, and what can be done with it. */
export function Bar({ read, children }: { read: Read; children?: ReactNode }) {
  return (
    <div className="view-bar">
      <span className="muted">{read.encoding}</span>
      {read.cut && <strong>Only the first {formatSize(TEXT_MAX)} is shown</strong>}
      <span className="view-bar-space" />
      {children}
    </div>
  );
}

/** All lines, numbered; only those in view cost the browser anything. */
export function Lines({ text, wrap }: { text: string; wrap: boolean }) {
  const blocks = useMemo(() => inBlocks(text), [text]);
  return (
    // A region that scrolls must take the focus, or the keyboard cannot scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="lines" data-wrap={wrap} role="region" aria-label="Text" tabIndex={0}>
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
      {blocks.length === 0 && (
        <p className="muted lines-none">{formatCount(0, "byte")}: this file is empty.</p>
      )}
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
