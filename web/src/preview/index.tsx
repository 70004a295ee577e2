// An object shown large. Its code comes when the first one is opened.
import { lazy, Suspense } from "react";
import type { PreviewProps } from "./preview-dialog";

const PreviewDialog = lazy(() =>
  import("./preview-dialog").then((module) => ({ default: module.PreviewDialog })),
);

/** Shows one object over the page. */
export function Preview(props: PreviewProps) {
  return (
    <Suspense fallback={null}>
      <PreviewDialog {...props} />
    </Suspense>
  );
}
