// The object that is shown large, with its neighbours in the order of the list.
import type { Rows } from "../listing/rows";
import { indexOf } from "../listing/selection";
import { Preview } from "../preview";
import type { FilesAddress } from "./address";
import { useSpaceCloses } from "./use-page-keys";

export interface ShownProps {
  address: FilesAddress;
  rows: Rows;
  /** Its key. */
  preview: string;
}

export function Shown({ address, rows, preview }: ShownProps) {
  const { folder, go } = address;
  useSpaceCloses(true, () => go({ preview: undefined }));
  const index = indexOf(rows, preview);
  const rowAt = (at: number) => (at < 0 ? undefined : rows.at(at));
  const row = rowAt(index);
  const next = (by: number) => {
    if (row === undefined) return undefined;
    let at = index + by;
    while (rowAt(at)?.folder) at += by;
    const found = rowAt(at);
    return found && (() => go({ preview: found.key }, true));
  };
  return (
    <Preview
      connection={folder.connection}
      bucket={folder.bucket}
      object={row ? { key: preview, size: row.size, last_modified: row.modified || null } : { key: preview }}
      onClose={() => go({ preview: undefined })}
      onPrevious={next(-1)}
      onNext={next(1)}
    />
  );
}
