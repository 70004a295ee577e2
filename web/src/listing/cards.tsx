// A folder as cards: a grid of two dimensions that draws only what is in view.
import type { CSSProperties } from "react";
import { Card, type PictureOf } from "./card";
import { type CardsView, GAP, cardsLayout } from "./cards-layout";
import { useBand } from "./use-band";
import { type GridProps, useGrid } from "./use-grid";
import "./cards.css";

export interface CardsProps extends GridProps {
  view: CardsView;
  pictureOf: PictureOf;
}

const icons: Record<CardsView, number> = { grid: 52, gallery: 72 };

export function Cards({ view, pictureOf, ...props }: CardsProps) {
  const { grid, window, cells, across, rowHeight, attributes } = useGrid(props, (box) =>
    cardsLayout(view, box),
  );
  const { rows, count, selection, onSelect } = props;
  const firstLine = window.first / across;
  const cards = { rows, count, selection, onSelect, across, rowHeight, firstLine, offset: window.offset };
  const band = useBand(grid, cards);
  const lines = Math.ceil(cells.length / across);
  const { seen } = window;
  const size = { "--across": across, "--line": `${rowHeight - GAP}px` } as CSSProperties;
  return (
    <div className="list cards" data-view={view} aria-colcount={across} {...attributes}>
      <div className="list-space" role="rowgroup" style={{ ...size, height: window.height + GAP }}>
        <div role="presentation" style={{ transform: `translateY(${window.top}px)` }}>
          {Array.from({ length: lines }, (_, at) => {
            const line = firstLine + at;
            return (
              <div
                // A line that comes into view takes the elements of one that has left it.
                key={line % (window.most / across)}
                className="cards-line"
                role="row"
                aria-rowindex={line + 1}
              >
                {cells.slice(at * across, (at + 1) * across).map((cell, column) => (
                  <Card
                    key={column}
                    {...cell}
                    column={column + 1}
                    isLate={column >= across / 2}
                    isSeen={cell.index >= seen.first && cell.index < seen.last}
                    iconSize={icons[view]}
                    pictureOf={pictureOf}
                  />
                ))}
              </div>
            );
          })}
          {band && <div className="cards-band" style={band} />}
        </div>
      </div>
    </div>
  );
}
