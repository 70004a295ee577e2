// The files of a drop, found while the first are already on their way.

import type { Found } from "./item";

/**
 * What was dropped. Must be called within the drop event: afterwards the
 * browser takes the entries away.
 */
export function dropped(data: DataTransfer): AsyncIterable<Found> {
  const files = [...data.items].filter((item) => item.kind === "file");
  const roots = files.map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  return through(roots);
}

/** What was chosen with `<input type="file">`, with `webkitdirectory` or without. */
export function chosen(files: Iterable<File>): Found[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

async function* through(roots: (FileSystemEntry | File | null)[]): AsyncGenerator<Found> {
  for (const root of roots) {
    if (root instanceof File) yield { path: root.name, file: root };
    else if (root) yield* entry(root);
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
  if (name === "NotFoundError") return "It is not there any more.";
  if (name === "NotReadableError" || name === "SecurityError")
    return "The browser was not allowed to read it.";
  return "The browser could not read it.";
}
