// Deleting a version for good, after saying truthfully what that means.
import { useState } from "react";
import { ApiError } from "../api/error";
import type { ObjectVersion } from "../api/types";
import { deleteVersion } from "../api/versions";
import type { Folder, Item } from "../files/item";
import { displayName } from "../listing/names";
import { Button } from "../ui/button";
import { Refusal } from "../ui/denial";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { formatSize } from "../util/format";
import { consequence, formatSecond } from "./words";

interface DeleteVersionProps {
  folder: Folder;
  item: Item;
  version: ObjectVersion;
  /** Those before it. */
  older: ObjectVersion[];
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteVersion({ folder, item, version, older, onClose, onDeleted }: DeleteVersionProps) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const { delete_marker: marker, last_modified, size } = version;
  const doIt = async () => {
    setBusy(true);
    setError(null);
    try {
      await deleteVersion(folder.connection, folder.bucket, item.key, version.version_id);
      onDeleted();
      onClose();
    } catch (thrown) {
      setError(ApiError.from(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={marker ? "Remove this delete marker?" : "Delete this version for good?"}
      role="alertdialog"
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            Cancel
          </Button>
          <Button look="danger" icon="trash" isPending={isBusy} onPress={() => void doIt()}>
            {marker ? "Remove the marker" : "Delete for good"}
          </Button>
        </>
      }
    >
      {marker ? (
        <p>
          On {formatSecond(last_modified)} “{displayName(item.name)}” was deleted: the marker hides what was
          before it. {consequence(version, older)}
        </p>
      ) : (
        <>
          <p>
            The version of “{displayName(item.name)}” of {formatSecond(last_modified)}, {formatSize(size)}.{" "}
            {consequence(version, older)}
          </p>
          <Notice tone="warn">It is gone for good: neither S3 nor Wardrobe can bring it back.</Notice>
        </>
      )}
      {error && (
        <Notice tone="danger" title="Nothing was deleted">
          <p>{error.message}</p>
          <Refusal error={error} />
        </Notice>
      )}
    </Dialog>
  );
}
