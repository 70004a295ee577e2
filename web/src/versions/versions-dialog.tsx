// All versions of a file: looking at them, comparing two, having one back, deleting one for good.
import { useState } from "react";
import { ApiError } from "../api/error";
import { objectUrl } from "../api/objects";
import type { ObjectVersion } from "../api/types";
import { restoreVersion } from "../api/versions";
import type { Folder, Item } from "../files/item";
import { displayName } from "../listing/names";
import { t } from "../messages/versions";
import { Preview } from "../preview";
import { Button } from "../ui/button";
import { Refusal } from "../ui/denial";
import { Dialog } from "../ui/dialog";
import { EmptyState } from "../ui/empty-state";
import { lazily } from "../ui/lazily";
import { Notice } from "../ui/notice";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { toast } from "../ui/toast";

import { DeleteVersion } from "./delete-version";
import { useVersions } from "./use-versions";
import { VersionRow } from "./version-row";
import { formatSecond, keptWords } from "./words";
import "./versions.css";

const Compare = lazily(
  async () => (await import("./compare")).default,
  () => <Spinner label={t.comparing} />,
);

export interface VersionsDialogProps {
  folder: Folder;
  item: Item;
  onClose: () => void;
  /** The file is another now. */
  onChanged: () => void;
}

/** Rows that are drawn at first, and more at each press. */
const SHOWN = 100;

export default function VersionsDialog({ folder, item, onClose, onChanged }: VersionsDialogProps) {
  const { connection, bucket } = folder;
  const { key } = item;
  const found = useVersions(connection, bucket, key);
  const { error } = found;
  const { versions = [], versioning = null } = found.data ?? {};
  const [shown, setShown] = useState(SHOWN);
  const [chosen, setChosen] = useState<string[]>([]);
  const [comparing, setComparing] = useState(false);
  const [previewed, setPreviewed] = useState<ObjectVersion | null>(null);
  const [doomed, setDoomed] = useState<ObjectVersion | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const name = displayName(item.name);

  const changed = () => {
    setChosen([]);
    void found.refetch();
    onChanged();
  };
  const restore = async (version: ObjectVersion) => {
    setBusy(version.version_id);
    setFailure(null);
    try {
      await restoreVersion(connection, bucket, key, version.version_id);
      toast({ tone: "ok", title: t.fileAsItWas(name, formatSecond(version.last_modified)) });
      changed();
    } catch (thrown) {
      setFailure(ApiError.from(thrown));
    }
    setBusy(null);
  };
  // The newest stands first.
  const [newer, older] = versions.filter((version) => chosen.includes(version.version_id));
  const kept = versioning && keptWords(versioning);
  const choose = (id: string, on: boolean) =>
    setChosen((now) => (on ? [...now.slice(-1), id] : now.filter((other) => other !== id)));

  if (comparing && newer && older) {
    return (
      <Dialog
        title={t.twoVersions(name)}
        size="l"
        isOpen
        onClose={onClose}
        actions={<Button onPress={() => setComparing(false)}>{t.backToAll}</Button>}
      >
        <Compare folder={folder} objectKey={key} older={older} newer={newer} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t.versionsOf(name)}
      size="l"
      isOpen
      onClose={onClose}
      isBusy={busy !== null}
      actions={
        <>
          <Button onPress={onClose} isDisabled={busy !== null}>
            {t.close}
          </Button>
          <Button isDisabled={!newer || !older} onPress={() => setComparing(true)}>
            {t.compareTwo}
          </Button>
        </>
      }
    >
      {kept && <Notice tone="warn">{kept}</Notice>}
      {failure && (
        <Notice tone="danger" title={t.nothingChanged}>
          <p>{failure.message}</p>
          <Refusal error={failure} />
        </Notice>
      )}
      {error && <ErrorState error={error} onRetry={() => void found.refetch()} />}
      {!error && versioning === null && <Spinner label={t.asking} />}
      {versioning !== null && versions.length === 0 && (
        <EmptyState icon="clock" title={t.noneLeft} role="status">
          <p>{t.noneLeftWords}</p>
        </EmptyState>
      )}
      {versioning !== null && versions.length > 0 && (
        <p role="status" className="muted num">
          {t.newestFirst(versions.length)}
        </p>
      )}
      <ol className="versions" aria-label={t.listOf(name)}>
        {versions.slice(0, shown).map((version, at) => (
          <VersionRow
            key={version.version_id}
            version={version}
            older={versions.slice(at + 1, at + 10)}
            download={objectUrl(connection, bucket, key, { versionId: version.version_id })}
            isChosen={chosen.includes(version.version_id)}
            isBusy={busy === version.version_id}
            onChoose={(on) => choose(version.version_id, on)}
            onPreview={() => setPreviewed(version)}
            onRestore={() => void restore(version)}
            onDelete={() => setDoomed(version)}
          />
        ))}
      </ol>
      {versions.length > shown && (
        <Button onPress={() => setShown(shown + SHOWN)}>{t.showMore(versions.length)}</Button>
      )}
      {previewed && (
        <Preview
          connection={connection}
          bucket={bucket}
          object={{ ...previewed, key, versionId: previewed.version_id }}
          onClose={() => setPreviewed(null)}
        />
      )}
      {doomed && (
        <DeleteVersion
          folder={folder}
          item={item}
          version={doomed}
          older={versions.slice(versions.indexOf(doomed) + 1)}
          onClose={() => setDoomed(null)}
          onDeleted={changed}
        />
      )}
    </Dialog>
  );
}
