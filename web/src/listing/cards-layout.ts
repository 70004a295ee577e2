// How large cards are, and how many stand beside each other. All cards have one size, so nothing has to be measured.
import type { Box } from "./use-box";
import type { Layout } from "./use-grid";
import { mostDrawn } from "./window";

export type CardsView = "grid" | "gallery";

/** Around and between cards. As in cards.css. */
export const GAP = 8;
/** So many cards are drawn at most, however large the screen is. */
const MOST = 190;

interface Shape {
  /** The least width of a card. */
  least: number;
  /** Height of the picture for its width. */
  ratio: number;
  /** What is written below it, with all that is between. */
  words: number;
}

const shapes: Record<CardsView, Shape> = {
  grid: { least: 136, ratio: 0.66, words: 76 },
  gallery: { least: 232, ratio: 0.75, words: 54 },
};
/** On a phone, two or three of them. */
const narrow: Record<CardsView, number> = { grid: 104, gallery: 150 };

/** As many beside each other as have room. On a screen on which too many would have, they are larger. */
export function cardsLayout(view: CardsView, { width, height }: Box): Layout {
  const { ratio, words, least } = shapes[view];
  const inner = width - GAP;
  const room = Math.floor(inner / ((width < 640 ? narrow[view] : least) + GAP));
  for (let across = Math.max(room, 1); ; across -= 1) {
    const rowHeight = Math.round((inner / across - GAP) * ratio) + words + GAP;
    const lines = mostDrawn({ count: 0, rowHeight, viewHeight: height });
    if (across === 1 || across * lines <= MOST) return { across, rowHeight, headHeight: 0 };
  }
}
