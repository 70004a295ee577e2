// Files on the clipboard, pasted into the folder.
import { useEffect, useRef } from "react";

/** Calls `take` with files that are pasted anywhere but into a field. */
export function usePaste(take: (files: File[]) => void): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const field = (event.target as Element).closest?.("input, textarea, [contenteditable], [role=dialog]");
      if (files.length === 0 || field) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, []);
}
