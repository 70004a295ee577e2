// The files of a drop, found while the first are already on their way.

import { t } from "../messages/transfer";
import type { Found } from "./item";

/**
 * What was dropped. Must be called within the drop event: afterwards the
 * browser takes the entries away.
 */
export function dropped(data: DataTransfer): AsyncIterable<Found> {
  const files = [...data.items].filter((item) => item.kind === "file");
  const roots = files.map((item) => ({
    at: item.webkitGetAsEntry() ?? item.getAsFile(),
    handle: lasting(item),
  }));
  return through(roots);
}

/** What leads to a dropped file again after a reload, in browsers that have it. */
async function lasting(item: DataTransferItem): Promise<FileSystemFileHandle | null> {
  const handle = await item.getAsFileSystemHandle?.().catch(() => null);
  return handle?.kind === "file" ? (handle as FileSystemFileHandle) : null;
}

/** Lets a person choose files so that they are found again after a reload. Null where the browser cannot. */
export async function pick(): Promise<Found[] | null> {
  if (!window.showOpenFilePicker) return null;
  try {
    const handles = await window.showOpenFilePicker({ multiple: true });
    return await Promise.all(
      handles.map(async (handle) => {
        const file = await handle.getFile();
        return { path: file.name, file, handle };
      }),
    );
  } catch (error) {
    // Nothing was chosen.
    if (error instanceof DOMException && error.name === "AbortError") return [];
    return null;
  }
}

declare global {
  // Not in TypeScript's library yet. https://wicg.github.io/file-system-access/
  interface DataTransferItem {
    getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
  }
  interface Window {
    showOpenFilePicker?(asked: { multiple: boolean }): Promise<FileSystemFileHandle[]>;
  }
}

/** What was chosen with `<input type="file">`, with `webkitdirectory` or without. */
export function chosen(files: Iterable<File>): Found[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

interface Root {
  at: FileSystemEntry | File | null;
  handle: Promise<FileSystemFileHandle | null>;
}

async function* through(roots: Root[]): AsyncGenerator<Found> {
  for (const { at, handle } of roots) {
    if (!at) continue;
    const file = at instanceof File || at.isFile ? await handle : null;
    const found = at instanceof File ? [{ path: at.name, file: at }] : entry(at);
    for await (const one of found) yield file ? { ...one, handle: file } : one;
  }
}

async function* entry(at: FileSystemEntry): AsyncGenerator<Found> {
  // The browser's path begins at a root that it made up.
  const path = at.fullPath.replace(/^\//, "");
  try {
    if (at.isDirectory) yield* folder(at as FileSystemDirectoryEntry, path);
    else yield { path, file: await open(at as FileSystemFileEntry) };
  } catch (error) {
    yield { path, file: null, unreadable: why(error) };
  }
}

async function* folder(at: FileSystemDirectoryEntry, path: string): AsyncGenerator<Found> {
  const reader = at.createReader();
  let empty = true;
  // Browsers hand out 100 at a time; an empty answer is the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) break;
    empty = false;
    for (const child of some) yield* entry(child);
  }
  if (empty) yield { path: `${path}/`, file: null };
}

function open(at: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    at.file(resolve, reject);
  });
}

function why(error: unknown): string {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotFoundError") return t.gone;
  if (name === "NotReadableError" || name === "SecurityError") return t.notAllowed;
  return t.notRead;
}
