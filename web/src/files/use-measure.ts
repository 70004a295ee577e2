// How many objects a selection is, and how many bytes.
import { useEffect, useState } from "react";
import { measure } from "../api/changes";
import { ApiError, isAbort } from "../api/error";
import type { Versioning } from "../api/types";
import { type Folder, type Item, selectionOf } from "./item";

export interface Measuring {
  objects: number;
  bytes: number;
  /** Known once all has been counted. */
  versioning: Versioning | null;
  /** Why it could not be counted. */
  error: ApiError | null;
}

/** Counts what is in the folders; of the files the listing has told the size. */
export function useMeasure(folder: Folder, items: Item[]): Measuring {
  const files = items.filter((item) => !item.isFolder);
  const bytes = files.reduce((sum, item) => sum + item.size, 0);
  const [found, setFound] = useState<Measuring>({
    objects: files.length,
    bytes,
    versioning: null,
    error: null,
  });
  useEffect(() => {
    const stop = new AbortController();
    const count = async () => {
      const selection = { ...selectionOf(folder, items), keys: [] };
      for await (const line of measure(folder.connection, selection, stop.signal)) {
        const versioning = line.type === "end" ? line.versioning : null;
        const objects = files.length + line.objects;
        setFound({ objects, bytes: bytes + line.bytes, versioning, error: null });
      }
    };
    count().catch((thrown: unknown) => {
      if (!isAbort(thrown)) setFound((old) => ({ ...old, error: ApiError.from(thrown) }));
    });
    return () => stop.abort();
    // Once for each dialog: the selection does not change beneath it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return found;
}
