// The editor of texts. Its code comes when the first one is edited.
import { Suspense, lazy } from "react";
import { t } from "../messages/editor";
import { Spinner } from "../ui/progress";
import type { Place } from "./stored";

const EditorPage = lazy(() => import("./editor-page"));
const NewFile = lazy(() => import("./new-file-dialog"));

interface EditorProps extends Omit<Place, "key"> {
  objectKey: string;
  /** It is not there yet. */
  isNew: boolean;
}

export function Editor({ connection, bucket, objectKey, isNew }: EditorProps) {
  const place = { connection, bucket, key: objectKey };
  return (
    <Suspense fallback={<Spinner label={t.opening} />}>
      <EditorPage key={`${bucket} ${objectKey}`} place={place} isNew={isNew} />
    </Suspense>
  );
}

export function NewFileDialog(props: Parameters<typeof NewFile>[0]) {
  return (
    <Suspense fallback={null}>
      <NewFile {...props} />
    </Suspense>
  );
}
