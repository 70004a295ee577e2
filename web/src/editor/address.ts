// The editor is in the address, over whatever else is there.

/** What of it is another. */
interface Change {
  /** The key of the text; null for none. */
  edit: string | null;
  /** It is not there yet. */
  isNew?: boolean;
}

/** The address of the file page at `search`, with another text in the editor. */
export function editorAddress(path: string, search: string, { edit, isNew = false }: Change): string {
  const query = new URLSearchParams(search);
  for (const name of ["edit", "new", "preview"]) query.delete(name);
  if (edit !== null) query.set("edit", edit.toWellFormed());
  if (isNew) query.set("new", "1");
  return `${path}?${query.toString()}`;
}
