// What a rename costs: S3 copies all there is of it.
import { t } from "../messages/files";
import { formatSize } from "../util/format";
import type { Folder, Item } from "./item";
import { useMeasure } from "./use-measure";

/** Bytes of which a copy is felt. */
const FELT = 64 * 1024 * 1024;

/** Says nothing of what is small. */
export function RenameCost({ folder, item }: { folder: Folder; item: Item }) {
  if (item.isFolder) return <OfFolder folder={folder} item={item} />;
  if (item.size < FELT) return null;
  return <p className="muted num">{t.renamingCopies(formatSize(item.size))}</p>;
}

function OfFolder({ folder, item }: { folder: Folder; item: Item }) {
  const { objects, bytes, versioning, error } = useMeasure(folder, [item]);
  if (error) return null;
  return <p className="muted num">{t.renamingCopiesAll(objects, formatSize(bytes), versioning !== null)}</p>;
}
