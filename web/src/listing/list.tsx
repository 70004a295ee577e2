// The rows of a folder on the screen: a grid that draws only what is in view.
import { useMedia } from "../util/use-media";
import { ListHead } from "./list-head";
import { ListRow } from "./list-row";
import type { Sort } from "./order";
import { clear, countOf } from "./selection";
import { type GridProps, useGrid } from "./use-grid";
import "./list.css";

export interface ListProps extends GridProps {
  sort: Sort;
  onSort: (sort: Sort) => void;
}

/** Pixels. On a narrow screen a row has two lines. */
const ROW = 40;
const ROW_NARROW = 60;
const HEAD = 36;

export function List(props: ListProps) {
  const { count, selection, onSelect } = props;
  const rowHeight = useMedia("(max-width: 640px)") ? ROW_NARROW : ROW;
  const { window, cells, onAll, attributes } = useGrid(props, () => ({
    across: 1,
    rowHeight,
    headHeight: HEAD,
  }));
  const chosen = countOf(selection, count);
  const selected = chosen === 0 ? "none" : chosen >= count ? "all" : "some";
  return (
    <div className="list" {...attributes}>
      <ListHead
        sort={props.sort}
        onSort={props.onSort}
        selected={selected}
        onAll={(on) => (on ? onAll() : onSelect(clear(selection)))}
      />
      <div className="list-space" role="rowgroup" style={{ height: window.height }}>
        <div role="presentation" style={{ transform: `translateY(${window.top}px)` }}>
          {cells.map((cell) => (
            // A row that comes into view takes the elements of one that has left it.
            <ListRow key={cell.index % window.most} {...cell} />
          ))}
        </div>
      </div>
    </div>
  );
}
