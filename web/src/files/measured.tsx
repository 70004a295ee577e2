// A count of objects and bytes, as it goes on.
import { t } from "../messages/files";
import { Notice } from "../ui/notice";
import { Spinner } from "../ui/progress";
import { formatSize } from "../util/format";
import type { Measuring } from "./use-measure";

export function Measured({ measuring }: { measuring: Measuring }) {
  const { objects, bytes, versioning, error } = measuring;
  const words = t.objectsAndSize(objects, formatSize(bytes));
  if (error) {
    return (
      <Notice tone="warn" title={t.notCounted}>
        {error.denial?.aws_message || error.message}
      </Notice>
    );
  }
  return versioning === null ? <Spinner label={t.counting(words)} /> : <p className="num">{words}</p>;
}
