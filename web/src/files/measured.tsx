// A count of objects and bytes, as it goes on.
import { Notice } from "../ui/notice";
import { Spinner } from "../ui/progress";
import { formatCount, formatSize } from "../util/format";
import type { Measuring } from "./use-measure";

export function Measured({ measuring }: { measuring: Measuring }) {
  const { objects, bytes, versioning, error } = measuring;
  const words = `${formatCount(objects, "object")}, ${formatSize(bytes)}`;
  if (error) {
    return (
      <Notice tone="warn" title="It could not be counted">
        {error.denial?.aws_message || error.message}
      </Notice>
    );
  }
  return versioning === null ? (
    <Spinner label={`Counting: ${words} so far`} />
  ) : (
    <p className="num">{words}</p>
  );
}
