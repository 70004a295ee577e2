// Deleting a version for good, after saying truthfully what that means.
import { useState } from "react";
import { ApiError } from "../api/error";
import type { ObjectVersion } from "../api/types";
import { deleteVersion } from "../api/versions";
import type { Folder, Item } from "../files/item";
import { displayName } from "../listing/names";
import { t } from "../messages/versions";
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
      title={marker ? t.removeMarkerAsk : t.deleteAsk}
      role="alertdialog"
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {t.cancel}
          </Button>
          <Button look="danger" icon="trash" isPending={isBusy} onPress={() => void doIt()}>
            {marker ? t.removeMarker : t.deleteForGood}
          </Button>
        </>
      }
    >
      {marker ? (
        <p>
          {t.markerWords(formatSecond(last_modified), displayName(item.name), consequence(version, older))}
        </p>
      ) : (
        <>
          <p>
            {t.versionWords(
              displayName(item.name),
              formatSecond(last_modified),
              formatSize(size),
              consequence(version, older),
            )}
          </p>
          <Notice tone="warn">{t.goneForGood}</Notice>
        </>
      )}
      {error && (
        <Notice tone="danger" title={t.nothingDeleted}>
          <p>{error.message}</p>
          <Refusal error={error} />
        </Notice>
      )}
    </Dialog>
  );
}
