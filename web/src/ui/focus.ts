// The focus goes back to the list: whoever works by keys must not begin at the top of the page.
import { useEffect } from "react";

/** Milliseconds in which a window that closes gives the focus back by itself, where it can. */
const SETTLED = 80;

/** Puts the focus on the list; where there is none, on the content of the page. */
export function focusList(): void {
  const list = document.querySelector<HTMLElement>("main [role=grid]");
  (list ?? document.querySelector<HTMLElement>("#content"))?.focus({ preventScroll: true });
}

/** When something that was open is not any more, and the focus is nowhere, the list has it. */
export function useFocusBack(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      setTimeout(() => {
        if (document.activeElement === null || document.activeElement === document.body) focusList();
      }, SETTLED);
    };
  }, [isOpen]);
}
