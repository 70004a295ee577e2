// How large an element is, before anything of it is painted, and again when that changes.
import { type RefObject, useLayoutEffect, useState } from "react";

/** Pixels within the borders, without scroll bars. */
export interface Box {
  width: number;
  height: number;
}

/** Before it has been measured, and where nothing has a size. */
export const UNMEASURED: Box = { width: 1_000, height: 800 };

/** Null until it has been measured. */
export function useBox(element: RefObject<HTMLElement | null>): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = () => {
      const { clientWidth, clientHeight } = current;
      const next = clientHeight > 0 ? { width: clientWidth, height: clientHeight } : UNMEASURED;
      setBox((old) => (old?.width === next.width && old.height === next.height ? old : next));
    };
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(current);
    return () => sizes.disconnect();
  }, [element]);
  return box;
}
