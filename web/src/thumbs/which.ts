// Which files can have a thumbnail.
import type { Row } from "../listing/rows";
import { isInArchive } from "../util/archive";

/** What browsers can decode. SVG is none of them: it is a document, and has no size of its own. */
const ENDING = /\.(?:jpe?g|png|webp|gif|avif|bmp)$/i;

/** What lies in the archive would have to be restored, which costs. */
export function canHaveThumb({ key, folder, size, storageClass }: Row): boolean {
  return !folder && size > 0 && ENDING.test(key) && !isInArchive({ storage_class: storageClass });
}
