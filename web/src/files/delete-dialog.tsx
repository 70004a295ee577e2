// Deleting, after saying truthfully what that means.
import { useState } from "react";
import { useConnections } from "../api/queries";
import { nameOf } from "../api/role";
import type { Versioning } from "../api/types";
import { JobReport, useWork } from "../jobs";
import { displayName } from "../listing/names";
import { t } from "../messages/files";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { TextField } from "../ui/text-field";
import { formatAddress } from "../util/address";
import { TryFirst } from "./try-first";
import { type Folder, type Item, allWords, selectionOf } from "./item";
import { meetFirst } from "./meet-first";
import { Measured } from "./measured";
import { trashed } from "./trash";
import { useMeasure } from "./use-measure";
import { WhileItRuns } from "./while-it-runs";

export interface DeleteDialogProps {
  folder: Folder;
  items: Item[];
  onClose: () => void;
}

/** More than this many that are gone for good are not deleted by one press of a key. */
const MANY = 1_000;

export function DeleteDialog({ folder, items, onClose }: DeleteDialogProps) {
  const { connection } = folder;
  const measuring = useMeasure(folder, items);
  const { objects, versioning } = measuring;
  const [typed, setTyped] = useState("");
  const working = useWork();
  const { job, isRunning, error } = working;
  const tried = job?.dry_run === true;
  const over = !isRunning && ((job !== null && !tried) || error !== null);
  const known = versioning !== null;
  const count = String(objects);
  const { data: connections } = useConnections();
  const [now] = useState(() => new Date());
  const offer = connections?.find(({ name }) => name === nameOf(connection));
  const toTrash = trashed(folder, items, versioning, offer, now);
  const asks = objects > MANY && versioning !== "enabled" && toTrash === null;
  const sure = !asks || typed.replaceAll(/[\s.,]/g, "") === count;
  const work = toTrash?.work ?? { kind: "delete" as const, ...selectionOf(folder, items) };

  const doIt = async () => {
    const ended = await working.run(connection, work);
    if (!ended) return;
    meetFirst(folder, ended);
    if (ended.state === "done" && ended.failed === 0) onClose();
  };
  const asking = (
    <>
      <Button onPress={onClose}>{t.cancel}</Button>
      <TryFirst count={known ? objects : 0} onPress={() => void working.run(connection, work, true)} />
      <Button
        look="danger"
        icon="trash"
        isDisabled={!sure || (!known && measuring.error === null)}
        onPress={() => void doIt()}
      >
        {known ? t.deleteObjects(objects) : t.delete}
      </Button>
    </>
  );
  return (
    <Dialog
      title={title(items)}
      role="alertdialog"
      isOpen
      onClose={onClose}
      actions={
        isRunning ? (
          <WhileItRuns working={working} onLeave={onClose} />
        ) : over ? (
          <>
            <Button onPress={onClose}>{t.close}</Button>
            {(error !== null || (job?.failed ?? 0) > 0 || job?.state === "failed") && (
              <Button onPress={() => void doIt()}>{t.tryAgain}</Button>
            )}
          </>
        ) : (
          asking
        )
      }
    >
      {!isRunning && !over && (
        <>
          <Measured measuring={measuring} />
          {toTrash ? (
            <p>{t.toTrash(formatAddress({ bucket: folder.bucket, key: toTrash.place }))}</p>
          ) : (
            (known || measuring.error) && <Consequence versioning={versioning} />
          )}
          {known && asks && (
            <TextField label={t.typeToDelete(objects)} value={typed} onChange={setTyped} autoComplete="off" />
          )}
        </>
      )}
      <JobReport
        connection={connection}
        working={working}
        total={known ? objects : null}
        prefix={folder.prefix}
      />
    </Dialog>
  );
}

function Consequence({ versioning }: { versioning: Versioning | null }) {
  switch (versioning) {
    case "enabled":
      return <p>{t.keptAsOlder}</p>;
    case "suspended":
      return <Notice tone="warn">{t.noLongerKept}</Notice>;
    case "off":
      return <Notice tone="warn">{t.notKept}</Notice>;
    default:
      return <Notice tone="warn">{t.keptUnknown}</Notice>;
  }
}

function title(items: Item[]): string {
  const [first] = items;
  const all = allWords(items);
  if (all) return t.deleteAll(all);
  if (items.length === 1 && first) {
    const name = displayName(first.name);
    return first.isFolder ? t.deleteFolder(name) : t.deleteFile(name);
  }
  const folders = items.filter((item) => item.isFolder).length;
  return t.deleteSome(folders, items.length - folders);
}
