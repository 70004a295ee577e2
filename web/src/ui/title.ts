// The title of the window: what is shown, then whose page it is.
import { useEffect } from "react";

/** Names the window while a view is shown. */
export function useTitle(title?: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Wardrobe` : "Wardrobe";
  }, [title]);
}
