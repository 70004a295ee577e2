// Files and folders of this machine, let go of over the list.
import { type DragEvent, useRef, useState } from "react";
import { transfers } from "../transfer";
import type { Folder } from "./item";

/** Where they would go: null while nothing is dragged, "" for the folder on the page, else a folder in it. */
export type DropTarget = string | null;

export function useDrop(folder: Folder) {
  const [target, setTarget] = useState<DropTarget>(null);
  // Entering a child is told before leaving its parent is.
  const depth = useRef(0);
  const end = () => {
    depth.current = 0;
    setTarget(null);
  };
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth.current += 1;
    },
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      setTarget(folderUnder(event));
    },
    onDragLeave: () => {
      depth.current -= 1;
      if (depth.current <= 0) end();
    },
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      const prefix = folderUnder(event) || folder.prefix;
      void transfers.addDrop({ ...folder, prefix }, event.dataTransfer);
      end();
    },
  };
  return { target, handlers };
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes("Files");
}

function folderUnder(event: DragEvent): string {
  const row = (event.target as Element).closest<HTMLElement>("[data-key]");
  return row?.dataset["key"] ?? "";
}
