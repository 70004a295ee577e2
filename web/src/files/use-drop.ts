// What is dragged over the list and let go: files and folders of this machine, to upload; rows of
// the list, to move into another folder.
import { type DragEvent, useRef, useState } from "react";
import { transfers } from "../transfer";
import type { Folder } from "./item";

/** The folder it would go to, and whether from this machine. */
export interface Drop {
  prefix: string;
  isUpload: boolean;
}

/** Rows on their way carry this. What they are is on the page; a drag to another window means nothing. */
const ROWS = "application/x-wardrobe-rows";

/** `onRows` is called with the prefix that rows were let go on; `onRefused` in place of an upload to this
 * folder, where that is refused. */
export function useDrop(folder: Folder, onRows: (prefix: string) => void, onRefused: (() => void) | null) {
  const [drop, setDrop] = useState<Drop | null>(null);
  // Entering a child is told before leaving its parent is.
  const depth = useRef(0);
  const end = () => {
    depth.current = 0;
    setDrop(null);
  };
  const aim = (event: DragEvent): Drop | null => {
    const under = folderUnder(event);
    const { types } = event.dataTransfer;
    if (types.includes(ROWS)) {
      // Rows go into another folder; over anything else, they go nowhere.
      return under === null || under === folder.prefix ? null : { prefix: under, isUpload: false };
    }
    return types.includes("Files") ? { prefix: under ?? folder.prefix, isUpload: true } : null;
  };
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      depth.current += 1;
      if (aim(event) !== null) event.preventDefault();
    },
    onDragOver: (event: DragEvent) => {
      const next = aim(event);
      setDrop((old) => (old?.prefix === next?.prefix && old?.isUpload === next?.isUpload ? old : next));
      if (next === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = next.isUpload ? "copy" : "move";
    },
    onDragLeave: () => {
      depth.current -= 1;
      if (depth.current <= 0) end();
    },
    onDrop: (event: DragEvent) => {
      const at = aim(event);
      end();
      if (at === null) return;
      event.preventDefault();
      if (at.isUpload && onRefused && at.prefix === folder.prefix) onRefused();
      else if (at.isUpload) void transfers.addDrop({ ...folder, prefix: at.prefix }, event.dataTransfer);
      else onRows(at.prefix);
    },
    onDragEnd: end,
  };
  return { drop, handlers };
}

/** Marks a drag as one of rows. */
export function dragRows(event: DragEvent, label: string): void {
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData(ROWS, label);
}

/** The prefix of the folder, or of the step of the path, under the pointer. */
function folderUnder(event: DragEvent): string | null {
  return (event.target as Element).closest<HTMLElement>("[data-key]")?.dataset["key"] ?? null;
}
