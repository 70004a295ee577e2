// What every way of showing a folder has in common: one tab stop, a cursor, the keys, the mouse and the finger,
// dragging, and the part that is drawn.
import {
  type DragEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from "react";
import { flushSync } from "react-dom";
import { useMedia } from "../util/use-media";
import type { PageCommand } from "./keyboard";
import { type Row, type Rows, rowName } from "./rows";
import { type Selection, indexOf, isSelected, select, selectAll } from "./selection";
import { type Box, UNMEASURED, useBox } from "./use-box";
import { useListKeys } from "./use-list-keys";
import { rowIndexAt, useListPointer } from "./use-list-pointer";
import { useWindow } from "./use-window";
import type { Anchor } from "./window";

interface Point {
  x: number;
  y: number;
}

export interface GridProps {
  /** For screen readers. */
  label: string;
  /** May grow in place; `count` says so. */
  rows: Rows;
  count: number;
  prefix: string;
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
  onMenu: (row: Row, at: Point) => void;
  /** The menu of what is beside the rows is asked for. */
  onSpaceMenu?: (at: Point) => void;
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
  /** Where it begins, and who hears where it has been scrolled to. */
  start?: () => Anchor | undefined;
  onStill?: (at: Anchor) => void;
}

/** In pixels. */
export interface Layout {
  /** How many stand beside each other: 1 in a list. */
  across: number;
  rowHeight: number;
  /** Of a head that stays in sight, if there is one. */
  headHeight: number;
}

/** What one row or card is drawn of. */
export interface Cell {
  /** Of its place on the screen: to scroll changes none. */
  id: string;
  row: Row;
  name: string;
  index: number;
  href: string;
  isSelected: boolean;
  isCursor: boolean;
  isDropTarget: boolean;
  /** It is cut, and will be gone. */
  isFaded: boolean;
  canDrag: boolean;
  /** Stands where its name is, while that is edited. */
  editor?: ReactNode;
}

export function useGrid(props: GridProps, layoutIn: (box: Box) => Layout) {
  const { rows, count, prefix, selection, onSelect } = props;
  const grid = useRef<HTMLDivElement>(null);
  const id = useId();
  // A finger that stays on a row selects it; it would drag it otherwise.
  const canDrag = !useMedia("(pointer: coarse)");
  const measured = useBox(grid);
  const box = measured ?? UNMEASURED;
  const { across, rowHeight, headHeight } = layoutIn(box);
  const viewHeight = box.height - headHeight;
  const cursor = indexOf(rows, selection.focus);
  const laid = { across, rowHeight, viewHeight, isMeasured: measured !== null };
  const window = useWindow(grid, count, laid, cursor, props.start, props.onStill);
  const { first, last, reveal } = window;
  const onAll = props.onAll ?? (() => onSelect(selectAll(selection, rows)));
  const rowAt = (index: number) => (index < 0 ? undefined : rows.at(index));

  const menuAt = (index: number, at: Point) => {
    const row = rowAt(index);
    if (row === undefined) return;
    if (!isSelected(selection, row.key)) onSelect(select(selection, rows, index));
    props.onMenu(row, at);
  };
  const onKeyDown = useListKeys({
    ...props,
    across,
    onAll,
    pageLines: window.pageLines,
    reveal,
    onMenu: (index) => menuAt(index, besideRow(grid.current, index)),
  });
  const pointer = useListPointer({ ...props, onMenu: menuAt });
  useKeysHandedOn(grid);

  const revealed = useRef(selection.focus);
  useEffect(() => {
    // Who comes back finds the list where it was, wherever the cursor is.
    if (revealed.current !== selection.focus) reveal(cursor);
    revealed.current = selection.focus;
    // Only a cursor that moves is followed: rows that come in must not scroll the list.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [selection.focus, reveal]);

  const cells: Cell[] = [];
  for (let index = first; index < last; index += 1) {
    const row = rows.at(index);
    if (row === undefined) continue;
    cells.push({
      id: `${id}${index % window.most}`,
      row,
      name: rowName(row, prefix),
      index,
      href: props.hrefOf(row),
      isSelected: isSelected(selection, row.key),
      isCursor: row.key === selection.focus,
      isDropTarget: row.key === props.dropKey,
      isFaded: props.faded?.has(row.key) ?? false,
      canDrag,
      editor: props.editor?.key === row.key ? props.editor.node : undefined,
    });
  }
  const lines = Math.ceil(count / across) + (headHeight > 0 ? 1 : 0);
  return {
    grid,
    window,
    cells,
    across,
    rowHeight,
    onAll,
    attributes: {
      ref: grid,
      role: "grid",
      "aria-label": props.label,
      "aria-multiselectable": true,
      // -1: how many there are is not known yet.
      "aria-rowcount": props.isBusy ? -1 : lines,
      "aria-busy": props.isBusy,
      "aria-activedescendant": cursor >= first && cursor < last ? `${id}${cursor % window.most}` : undefined,
      tabIndex: 0,
      "data-editing": Boolean(props.editor) || undefined,
      onKeyDown,
      ...pointer,
      onDragStart: (event: DragEvent) => {
        const index = rowIndexAt(event.target as Element);
        const row = rowAt(index);
        if (row === undefined) return;
        // What is grabbed and not selected is dragged alone.
        if (!isSelected(selection, row.key)) flushSync(() => onSelect(select(selection, rows, index)));
        props.onDrag(event);
      },
      onClick: (event: MouseEvent) => {
        pointer.onClick(event);
        // A link within a row does not keep the focus: the keys are the list's.
        if (!(event.target as Element).closest(".list-head, .list-editor"))
          grid.current?.focus({ preventScroll: true });
      },
    },
  } as const;
}

/** The view that was here before has had the keys. */
let hadKeys = false;

/** Where one view takes the place of another the keys go on in it. */
function useKeysHandedOn(grid: { current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const element = grid.current;
    const { activeElement } = document;
    const isNowhere = activeElement === null || activeElement === document.body;
    if (hadKeys && (isNowhere || activeElement.id === "content")) element?.focus({ preventScroll: true });
    hadKeys = false;
    return () => {
      hadKeys = element === document.activeElement;
    };
  }, [grid]);
}

/** Where a menu opens that a key asked for: under the row's name. */
function besideRow(grid: HTMLElement | null, index: number): Point {
  const row = grid?.querySelector(`[data-index="${index}"]`) ?? grid;
  const box = row?.getBoundingClientRect();
  const isBackwards = grid !== null && getComputedStyle(grid).direction === "rtl";
  return { x: isBackwards ? (box?.right ?? 0) - 56 : (box?.left ?? 0) + 56, y: box?.bottom ?? 0 };
}
