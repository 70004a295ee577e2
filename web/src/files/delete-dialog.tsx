// Deleting, after saying truthfully what that means.
import { useState } from "react";
import { type Selection, remove } from "../api/changes";
import type { Versioning } from "../api/types";
import { displayName } from "../listing/names";
import { JobReport } from "../parts/job-report";
import { useJob } from "../parts/use-job";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { TextField } from "../ui/text-field";
import { formatCount } from "../util/format";
import { type Folder, type Item, selectionOf } from "./item";
import { meetFirst } from "./meet-first";
import { Measured } from "./measured";
import { useMeasure } from "./use-measure";

export interface DeleteDialogProps {
  folder: Folder;
  items: Item[];
  onClose: () => void;
  /** Something is gone; `all` when nothing of the selection is left. */
  onDeleted: (all: boolean) => void;
}

/** More than this many that are gone for good are not deleted by one press of a key. */
const MANY = 1_000;

export function DeleteDialog({ folder, items, onClose, onDeleted }: DeleteDialogProps) {
  const measuring = useMeasure(folder, items);
  const { objects, versioning } = measuring;
  const [typed, setTyped] = useState("");
  const { job, run, stop } = useJob();
  const running = job.state === "running";
  const over = job.state !== "idle" && !running;
  const known = versioning !== null;
  const count = String(objects);
  const asks = objects > MANY && versioning !== "enabled";
  const sure = !asks || typed.replaceAll(/[\s.,]/g, "") === count;

  const doIt = async (selection: Selection) => {
    const ended = await run((signal) => [remove(folder.connection, selection, signal)]);
    if (ended.done === 0) meetFirst(folder, ended);
    const all = ended.state === "done" && ended.failed.length === 0;
    if (ended.done > 0 || all) onDeleted(all);
    if (all) onClose();
  };
  const again = job.failed.map(({ key }) => key);
  const button = (
    <Button
      look="danger"
      icon="trash"
      isPending={running}
      isDisabled={!sure || (!known && measuring.error === null)}
      onPress={() => void doIt(selectionOf(folder, items))}
    >
      {known ? `Delete ${formatCount(objects, "object")}` : "Delete"}
    </Button>
  );
  return (
    <Dialog
      title={title(items)}
      role="alertdialog"
      isOpen
      onClose={onClose}
      isBusy={running}
      actions={
        <>
          <Button onPress={running ? stop : onClose}>{running ? "Stop" : over ? "Close" : "Cancel"}</Button>
          {!over && button}
          {over && again.length > 0 && (
            <Button onPress={() => void doIt({ bucket: folder.bucket, keys: again, prefixes: [] })}>
              Try these again
            </Button>
          )}
        </>
      }
    >
      {job.state === "idle" && (
        <>
          <Measured measuring={measuring} />
          {(known || measuring.error) && <Consequence versioning={versioning} />}
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
      <JobReport job={job} verb="deleted" total={known ? objects : null} prefix={folder.prefix} />
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
  if (items.length === 1 && first) {
    return `Delete ${first.isFolder ? "the folder " : ""}“${displayName(first.name)}”?`;
  }
  const folders = items.filter((item) => item.isFolder).length;
  const files = items.length - folders;
  const parts = [folders && formatCount(folders, "folder"), files && formatCount(files, "file")];
  return `Delete ${parts.filter(Boolean).join(" and ")}?`;
}
