// The rows of a folder on the screen: a grid that draws only what is in view.
import { type DragEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { flushSync } from "react-dom";
import { useMedia } from "../util/use-media";
import type { PageCommand } from "./keyboard";
import { ListHead } from "./list-head";
import { ListRow } from "./list-row";
import type { Sort } from "./order";
import { type Row, type Rows, rowName } from "./rows";
import { type Selection, clear, countOf, indexOf, isSelected, select, selectAll } from "./selection";
import { useListKeys } from "./use-list-keys";
import { rowIndexAt, useListPointer } from "./use-list-pointer";
import { useWindow } from "./use-window";
import "./list.css";

export interface ListProps {
  /** For screen readers. */
  label: string;
  /** May grow in place; `count` says so. */
  rows: Rows;
  count: number;
  prefix: string;
  sort: Sort;
  onSort: (sort: Sort) => void;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** All are to be selected; without it, these rows are. */
  onAll?: () => void;
  /** Where a row leads. */
  hrefOf: (row: Row) => string;
  onOpen: (row: Row) => void;
  /** Looks at a row without going away; without it, files are opened. */
  onLook?: (row: Row) => void;
  /** A row's menu is asked for; by then the row is selected. */
  onMenu: (row: Row, at: { x: number; y: number }) => void;
  /** The menu of what is beside the rows is asked for. */
  onSpaceMenu?: (at: { x: number; y: number }) => void;
  /** The selection is being dragged; what was grabbed is in it. */
  onDrag: (event: DragEvent) => void;
  /** A key asks for what the list leaves to the page. */
  onCommand: (does: PageCommand) => void;
  /** The folder that files would be dropped into. */
  dropKey: string | null;
  /** Keys of rows that are cut. */
  faded?: ReadonlySet<string>;
  /** What stands in place of a row's name while that is edited. */
  editor?: { key: string; node: ReactNode } | null;
  /** More rows are on their way. */
  isBusy: boolean;
  /** Where it begins, in pixels of rows, and who hears where it has been scrolled to. */
  start?: number;
  onStill?: (offset: number) => void;
}

/** Pixels. On a narrow screen a row has two lines. */
const ROW = 40;
const ROW_NARROW = 60;
const HEAD = 36;

export function List(props: ListProps) {
  const { rows, count, prefix, selection, onSelect } = props;
  const grid = useRef<HTMLDivElement>(null);
  const id = useId();
  const rowHeight = useMedia("(max-width: 640px)") ? ROW_NARROW : ROW;
  // A finger that stays on a row selects it; it would drag it otherwise.
  const canDrag = !useMedia("(pointer: coarse)");
  const window = useWindow(grid, count, rowHeight, HEAD, props.start, props.onStill);
  const { first, last, reveal } = window;
  const cursor = indexOf(rows, selection.focus);
  const onAll = props.onAll ?? (() => onSelect(selectAll(selection, rows)));
  const rowAt = (index: number) => (index < 0 ? undefined : rows.at(index));

  const menuAt = (index: number, at: { x: number; y: number }) => {
    const row = rowAt(index);
    if (row === undefined) return;
    if (!isSelected(selection, row.key)) onSelect(select(selection, rows, index));
    props.onMenu(row, at);
  };
  const onKeyDown = useListKeys({
    ...props,
    onAll,
    pageRows: window.pageRows,
    reveal,
    onMenu: (index) => menuAt(index, besideRow(grid.current, index)),
  });
  const pointer = useListPointer({ ...props, onMenu: menuAt });

  const revealed = useRef(selection.focus);
  useEffect(() => {
    // Who comes back finds the list where it was, wherever the cursor is.
    if (revealed.current !== selection.focus) reveal(cursor);
    revealed.current = selection.focus;
    // Only a cursor that moves is followed: rows that come in must not scroll the list.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [selection.focus, reveal]);

  const chosen = countOf(selection, count);
  const selected = chosen === 0 ? "none" : chosen >= count ? "all" : "some";
  return (
    <div
      ref={grid}
      className="list"
      role="grid"
      aria-label={props.label}
      aria-multiselectable="true"
      // -1: how many there are is not known yet.
      aria-rowcount={props.isBusy ? -1 : count + 1}
      aria-busy={props.isBusy}
      aria-activedescendant={cursor >= first && cursor < last ? `${id}${cursor % window.most}` : undefined}
      tabIndex={0}
      data-editing={Boolean(props.editor) || undefined}
      onKeyDown={onKeyDown}
      {...pointer}
      onDragStart={(event) => {
        const index = rowIndexAt(event.target as Element);
        const row = rowAt(index);
        if (row === undefined) return;
        // What is grabbed and not selected is dragged alone.
        if (!isSelected(selection, row.key)) flushSync(() => onSelect(select(selection, rows, index)));
        props.onDrag(event);
      }}
      onClick={(event) => {
        pointer.onClick(event);
        // A link within a row does not keep the focus: the keys are the list's.
        if (!(event.target as Element).closest(".list-head, .list-editor"))
          grid.current?.focus({ preventScroll: true });
      }}
    >
      <ListHead
        sort={props.sort}
        onSort={props.onSort}
        selected={selected}
        onAll={(on) => (on ? onAll() : onSelect(clear(selection)))}
      />
      <div className="list-space" role="rowgroup" style={{ height: window.height }}>
        <div role="presentation" style={{ transform: `translateY(${window.top}px)` }}>
          {between(rows, first, last).map((row, offset) => (
            <ListRow
              // A row that comes into view takes the elements of one that has left it.
              key={(first + offset) % window.most}
              id={`${id}${(first + offset) % window.most}`}
              row={row}
              name={rowName(row, prefix)}
              index={first + offset}
              href={props.hrefOf(row)}
              isSelected={isSelected(selection, row.key)}
              isCursor={row.key === selection.focus}
              isDropTarget={row.key === props.dropKey}
              isFaded={props.faded?.has(row.key) ?? false}
              canDrag={canDrag}
              editor={props.editor?.key === row.key ? props.editor.node : undefined}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function between(rows: Rows, first: number, last: number): Row[] {
  const found: Row[] = [];
  for (let at = first; at < last; at += 1) {
    const row = rows.at(at);
    if (row) found.push(row);
  }
  return found;
}

/** Where a menu opens that a key asked for: under the row's name. */
function besideRow(grid: HTMLElement | null, index: number): { x: number; y: number } {
  const row = grid?.querySelector(`[data-index="${index}"]`) ?? grid;
  const box = row?.getBoundingClientRect();
  const isBackwards = grid !== null && getComputedStyle(grid).direction === "rtl";
  return { x: isBackwards ? (box?.right ?? 0) - 56 : (box?.left ?? 0) + 56, y: box?.bottom ?? 0 };
}
