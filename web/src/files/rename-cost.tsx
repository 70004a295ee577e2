// What a rename costs: S3 copies all there is of it.
import { formatCount, formatSize } from "../util/format";
import type { Folder, Item } from "./item";
import { useMeasure } from "./use-measure";

/** Bytes of which a copy is felt. */
const FELT = 64 * 1024 * 1024;

/** Says nothing of what is small. */
export function RenameCost({ folder, item }: { folder: Folder; item: Item }) {
  if (item.isFolder) return <OfFolder folder={folder} item={item} />;
  if (item.size < FELT) return null;
  return <p className="muted num">Renaming copies {formatSize(item.size)}.</p>;
}

function OfFolder({ folder, item }: { folder: Folder; item: Item }) {
  const { objects, bytes, versioning, error } = useMeasure(folder, [item]);
  if (error) return null;
  const so = versioning === null ? " so far" : "";
  return (
    <p className="muted num">
      Renaming copies {formatCount(objects, "object")}, {formatSize(bytes)}
      {so}.
    </p>
  );
}
