// The keys of the page, wherever the focus is.
import { useEffect, useRef } from "react";
import { type PageCommand, pageCommandOf } from "../listing/keyboard";
import { singleKeys } from "../listing/single-keys";

/** Pressing them does what they say; those that have nothing to do are the browser's. `onEscape` hears of Escape
 * that nothing else has use for. */
export function usePageKeys(perform: (does: PageCommand) => boolean, onEscape: () => void): void {
  const latest = useRef({ perform, onEscape });
  useEffect(() => {
    latest.current = { perform, onEscape };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const isElsewhere =
        document.querySelector("[role=dialog], [role=alertdialog]:not(.toast), [role=menu]") !== null;
      if (event.key === "Escape" && !isElsewhere) return latest.current.onEscape();
      const does = pageCommandOf(event, singleKeys());
      // What is pasted comes with an event of its own, and two are heard elsewhere.
      if (does === null || does === "paste" || does === "undo" || does === "address") return;
      // Text that is marked is what is copied.
      if ((does === "copy" || does === "cut") && String(getSelection() ?? "") !== "") return;
      if (latest.current.perform(does)) event.preventDefault();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}

/** The space bar closes what it has opened, unless what has the focus needs it itself. */
export function useSpaceCloses(isOpen: boolean, close: () => void): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    if (!isOpen) return;
    const own =
      "button, a, input, textarea, select, video, audio, summary, [tabindex='0'], [contenteditable]";
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey, shiftKey, repeat } = event;
      if (key !== " " || ctrlKey || metaKey || altKey || shiftKey || repeat) return;
      if (event.defaultPrevented || (target instanceof Element && target.closest(own))) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [isOpen]);
}
