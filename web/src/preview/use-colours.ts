// Colours for code, after the text is there. What is drawn stays as it is: the browser is told which stretches
// of it have which colour, so that nothing moves, and finding and copying meet whole lines.
import { type RefObject, useEffect } from "react";
import { hasLanguage } from "../editor/languages";

/** For an element of code: what it is written in, by a file's name or as Markdown calls it. */
export function codeIn(name: string | undefined): string | undefined {
  return name !== undefined && hasLanguage(name) ? name : undefined;
}

/** Colours what has a `data-code` in the box, again each time after it was drawn. */
export function useColours(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const within = box.current;
    if (!within || typeof Highlight === "undefined") return;
    if (!within.matches("[data-code]") && !within.querySelector("[data-code]")) return;
    let isOver = false;
    let end: (() => void) | undefined;
    import("./colours").then(
      ({ colour }) => {
        if (!isOver) end = colour(within);
      },
      // It can be read without them.
      () => undefined,
    );
    return () => {
      isOver = true;
      end?.();
    };
  });
}
