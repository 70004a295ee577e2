// Deleting, after saying truthfully what that means.
import { useState } from "react";
import { useConnections } from "../api/queries";
import { nameOf } from "../api/role";
import type { Versioning } from "../api/types";
import { JobReport, useWork } from "../jobs";
import { displayName } from "../listing/names";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { TextField } from "../ui/text-field";
import { formatAddress } from "../util/address";
import { formatCount } from "../util/format";
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
      <Button onPress={onClose}>Cancel</Button>
      <TryFirst count={known ? objects : 0} onPress={() => void working.run(connection, work, true)} />
      <Button
        look="danger"
        icon="trash"
        isDisabled={!sure || (!known && measuring.error === null)}
        onPress={() => void doIt()}
      >
        {known ? `Delete ${formatCount(objects, "object")}` : "Delete"}
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
            <Button onPress={onClose}>Close</Button>
            {(error !== null || (job?.failed ?? 0) > 0 || job?.state === "failed") && (
              <Button onPress={() => void doIt()}>Try again</Button>
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
            <p>
              This bucket keeps no versions: what is deleted goes to{" "}
              <bdi>{formatAddress({ bucket: folder.bucket, key: toTrash.place })}</bdi>, from where it can be
              had back.
            </p>
          ) : (
            (known || measuring.error) && <Consequence versioning={versioning} />
          )}
          {known && asks && (
            <TextField
              label={`To delete them all, type ${objects.toLocaleString("en")}`}
              value={typed}
              onChange={setTyped}
              autoComplete="off"
            />
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
      return <p>This bucket keeps versions: what is deleted stays in S3 as an older version.</p>;
    case "suspended":
      return (
        <Notice tone="warn">
          This bucket no longer makes versions. What was written since then is gone for good.
        </Notice>
      );
    case "off":
      return <Notice tone="warn">This bucket keeps no versions. What is deleted is gone for good.</Notice>;
    default:
      return (
        <Notice tone="warn">
          Wardrobe could not see whether this bucket keeps versions. What is deleted may be gone for good.
        </Notice>
      );
  }
}

function title(items: Item[]): string {
  const [first] = items;
  const all = allWords(items);
  if (all) return `Delete ${all}?`;
  if (items.length === 1 && first) {
    return `Delete ${first.isFolder ? "the folder " : ""}“${displayName(first.name)}”?`;
  }
  const folders = items.filter((item) => item.isFolder).length;
  const files = items.length - folders;
  const parts = [folders && formatCount(folders, "folder"), files && formatCount(files, "file")];
  return `Delete ${parts.filter(Boolean).join(" and ")}?`;
}
