// Why the list has no row.
import type { View } from "../listing/listing";
import { displayName } from "../listing/names";
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
        title="No name matches"
        role="status"
        actions={<Button onPress={onFilterOff}>Show all</Button>}
      >
        <p>Nothing here has “{displayName(filter)}” in its name.</p>
      </EmptyState>
    );
  }
  if (view.found || folder.prefix === "") {
    return (
      <EmptyState
        icon="folder"
        title={folder.prefix === "" ? "This bucket is empty" : "This folder is empty"}
      >
        {mayUpload && <p>Drop files or folders here, or press Upload.</p>}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="search" title="There is nothing here" role="status">
      <p>
        No key in {folder.bucket} begins with “{displayName(folder.prefix)}”. In S3 a folder is there while
        something is in it{mayUpload ? ": what you drop or upload here makes it." : "."}
      </p>
    </EmptyState>
  );
}
