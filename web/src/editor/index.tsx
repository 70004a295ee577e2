// The editor of texts. Its code comes when the first one is edited.
import { t } from "../messages/editor";
import { lazily } from "../ui/lazily";
import { Spinner } from "../ui/progress";
import type { Place } from "./stored";

const EditorPage = lazily(
  async () => (await import("./editor-page")).default,
  () => <Spinner label={t.opening} />,
);
export const NewFileDialog = lazily(async () => (await import("./new-file-dialog")).default);

interface EditorProps extends Omit<Place, "key"> {
  objectKey: string;
  /** It is not there yet. */
  isNew: boolean;
}

export function Editor({ connection, bucket, objectKey, isNew }: EditorProps) {
  const place = { connection, bucket, key: objectKey };
  return <EditorPage key={`${bucket} ${objectKey}`} place={place} isNew={isNew} />;
}
