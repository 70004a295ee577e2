// A text document as paragraphs, lists and tables. Nothing in it leads anywhere.
import { memo, type ReactNode, useCallback, useRef } from "react";
import { t } from "../../messages/preview";
import { EndOfRows } from "../end-of-rows";
import { Find } from "../find";
import { useRows } from "../use-rows";
import { type Block, blocksOf, type Mark, type Paragraph, type Run } from "./document";
import type { Parts } from "./parts";
import { steady } from "./steady";

/** Blocks that the page holds. */
const MOST = 20_000;
/** Blocks that are laid out together. */
const SECTION = 50;

export function DocumentView({ parts }: { parts: Parts }) {
  const open = useCallback(() => steady(() => blocksOf(parts)), [parts]);
  const rows = useRows(open);
  const page = useRef<HTMLDivElement>(null);
  const shown = Math.min(rows.rows.length, MOST);
  const sections = Array.from({ length: Math.ceil(shown / SECTION) }, (_, at) => at * SECTION);
  return (
    <div className="text-view">
      <div className="view-bar">
        <span className="muted">{t.documentLeaves}</span>
        <span className="view-bar-space" />
        <Find within={page} shown={rows.rows} partly={!rows.isAll} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={page} className="markdown-page" role="region" aria-label={t.text} tabIndex={0}>
        <article className="markdown document">
          {sections.map((first) => (
            <Section key={first} blocks={rows.rows.slice(first, Math.min(first + SECTION, shown))} />
          ))}
        </article>
        <EndOfRows rows={rows} most={MOST} one="block" full={t.downloadForRest} />
      </div>
    </div>
  );
}

/** What is added below leaves what is above as it is. */
const Section = memo(
  ({ blocks }: { blocks: Block[] }) => <section>{laid(blocks)}</section>,
  (before, after) =>
    before.blocks.length === after.blocks.length &&
    before.blocks.every((one, at) => one === after.blocks[at]),
);

/** Items that follow each other are one list. */
function laid(blocks: Block[]): ReactNode[] {
  const shown: ReactNode[] = [];
  for (let at = 0; at < blocks.length;) {
    const items = itemsFrom(blocks, at);
    if (items.length > 0) shown.push(...lists(items, at));
    else shown.push(<BlockView key={at} block={blocks[at]!} />);
    at += Math.max(items.length, 1);
  }
  return shown;
}

type Listed = Paragraph & { item: NonNullable<Paragraph["item"]> };

function itemsFrom(blocks: Block[], from: number): Listed[] {
  let end = from;
  while (blocks[end]?.kind === "paragraph" && (blocks[end] as Paragraph).item) end += 1;
  return blocks.slice(from, end) as Listed[];
}

/** Deeper items lie within the one above them; another kind of marks begins another list. */
function lists(items: Listed[], key: number): ReactNode[] {
  const shown: ReactNode[] = [];
  for (let at = 0; at < items.length;) {
    const { depth, format } = items[at]!.item;
    const rows: ReactNode[] = [];
    const first = at;
    while (at < items.length) {
      const { item, runs } = items[at]!;
      if (item.depth < depth || (item.depth === depth && item.format !== format)) break;
      let end = at + 1;
      while (end < items.length && items[end]!.item.depth > depth) end += 1;
      rows.push(
        <li key={at} value={item.number} dir="auto">
          {words(runs)}
          {lists(items.slice(at + 1, end), 0)}
        </li>,
      );
      at = end;
    }
    const name = `${key}-${first}`;
    shown.push(
      format === "bullet" ? (
        <ul key={name}>{rows}</ul>
      ) : (
        <ol key={name} data-format={format}>
          {rows}
        </ol>
      ),
    );
  }
  return shown;
}

function BlockView({ block }: { block: Block }) {
  if (block.kind === "table") {
    return (
      <table>
        <tbody>
          {block.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column} colSpan={cell.columns}>
                  {laid(cell.blocks)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    );
  }
  const Tag = headings[block.level] ?? "p";
  return <Tag dir="auto">{words(block.runs)}</Tag>;
}

const headings = ["p", "h1", "h2", "h3", "h4", "h5", "h6"] as const;

function words(runs: Run[]): ReactNode[] {
  return runs.map(({ text, marks }, at) => (
    <span key={at}>{marks.reduce<ReactNode>((inner, mark) => wrapped(mark, inner), text)}</span>
  ));
}

function wrapped(mark: Mark, inner: ReactNode): ReactNode {
  switch (mark) {
    case "b":
      return <strong>{inner}</strong>;
    case "i":
      return <em>{inner}</em>;
    case "u":
      return <u>{inner}</u>;
    case "s":
      return <s>{inner}</s>;
    case "^":
      return <sup>{inner}</sup>;
    case "_":
      return <sub>{inner}</sub>;
    case "a":
      return <span className="markdown-link">{inner}</span>;
    case "?":
      return <span className="muted">{inner}</span>;
  }
}
