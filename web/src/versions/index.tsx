// What was, of a file and of a folder. Its code comes when it is asked for.
import { lazy, Suspense } from "react";
import type { PastDialogProps } from "./past-dialog";
import type { PastFolderProps } from "./past-folder";
import type { VersionsDialogProps } from "./versions-dialog";

const Versions = lazy(() => import("./versions-dialog"));
const Past = lazy(() => import("./past-dialog"));
const Folder = lazy(() => import("./past-folder"));

/** All versions of a file. */
export function VersionsDialog(props: VersionsDialogProps) {
  return (
    <Suspense fallback={null}>
      <Versions {...props} />
    </Suspense>
  );
}

/** Asks as of which moment a folder is to be shown. */
export function PastDialog(props: PastDialogProps) {
  return (
    <Suspense fallback={null}>
      <Past {...props} />
    </Suspense>
  );
}

/** A folder as it was. */
export function PastFolder(props: PastFolderProps) {
  return (
    <Suspense fallback={null}>
      <Folder {...props} />
    </Suspense>
  );
}
