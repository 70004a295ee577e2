// Why the list has no row.
import type { View } from "../listing/listing";
import { displayName } from "../listing/names";
import { t } from "../messages/files";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Denied, ErrorState } from "../ui/states";
import { Instead } from "./instead";
import type { Folder } from "./item";

export interface NothingHereProps {
  folder: Folder;
  view: View;
  filter: string;
  /** As far as is known. */
  mayUpload: boolean;
  onRetry: () => void;
  onFilterOff: () => void;
}

export function NothingHere(props: NothingHereProps) {
  const { folder, view, filter, mayUpload, onRetry, onFilterOff } = props;
  if (view.error?.denial?.aws_code && view.error.code === "denied") {
    return (
      <Denied error={view.error} onRetry={onRetry}>
        <Instead folder={folder} />
      </Denied>
    );
  }
  if (view.error !== null) return <ErrorState error={view.error} onRetry={onRetry} />;
  if (view.total > 0) {
    return (
      <EmptyState
        icon="search"
        title={t.noMatch}
        role="status"
        actions={<Button onPress={onFilterOff}>{t.showAll}</Button>}
      >
        <p>{t.nothingHas(displayName(filter))}</p>
      </EmptyState>
    );
  }
  if (view.found || folder.prefix === "") {
    return (
      <EmptyState icon="folder" title={folder.prefix === "" ? t.bucketEmpty : t.folderEmpty}>
        {mayUpload && <p>{t.dropHere}</p>}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="search" title={t.nothingHere} role="status">
      <p>{t.noKey(folder.bucket, displayName(folder.prefix), mayUpload)}</p>
    </EmptyState>
  );
}
