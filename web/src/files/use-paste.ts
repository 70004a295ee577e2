// Pasting into the folder: files of the system's clipboard, or what was copied or cut here.
import { useEffect, useRef } from "react";
import { isHeldHere } from "./clipboard";

/** Calls `take` with files that are pasted anywhere but into a field, and `own` where what is pasted is ours. */
export function usePaste(take: (files: File[]) => void, own: () => void): void {
  const latest = useRef({ take, own });
  useEffect(() => {
    latest.current = { take, own };
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const field = (event.target as Element).closest?.("input, textarea, [contenteditable], [role=dialog]");
      if (field || document.querySelector("[role=dialog]")) return;
      if (files.length === 0 && !isHeldHere(event.clipboardData?.getData("text/plain") ?? "")) return;
      event.preventDefault();
      if (files.length > 0) latest.current.take(files);
      else latest.current.own();
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, []);
}
