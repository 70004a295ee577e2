// Deleting, after saying truthfully what that means.
import { useEffect, useState } from "react";
import { measure, remove } from "../api/changes";
import { ApiError, isAbort } from "../api/error";
import type { Versioning } from "../api/types";
import { displayName } from "../listing/names";
import { JobReport } from "../parts/job-report";
import { useJob } from "../parts/use-job";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { Spinner } from "../ui/progress";
import { formatCount, formatSize } from "../util/format";
import type { Folder, Item } from "./item";

export interface DeleteDialogProps {
  folder: Folder;
  items: Item[];
  onClose: () => void;
  /** Something is gone; `all` when nothing of the selection is left. */
  onDeleted: (all: boolean) => void;
}

interface Measured {
  objects: number;
  bytes: number;
  versioning: Versioning | null;
}

export function DeleteDialog({ folder, items, onClose, onDeleted }: DeleteDialogProps) {
  const measured = useMeasure(folder, items);
  const { job, run, stop } = useJob();
  const running = job.state === "running";
  const over = job.state !== "idle" && !running;
  const doIt = async () => {
    const ended = await run((signal) => [remove(folder.connection, selection(folder, items), signal)]);
    const all = ended.state === "done" && ended.failed.length === 0;
    if (ended.done > 0 || all) onDeleted(all);
    if (all) onClose();
  };
  const known = measured.versioning !== null;
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
          {!over && (
            <Button
              look="danger"
              icon="trash"
              isPending={running}
              isDisabled={!known && measured.error === null}
              onPress={() => void doIt()}
            >
              {known ? `Delete ${formatCount(measured.objects, "object")}` : "Delete"}
            </Button>
          )}
        </>
      }
    >
      {job.state === "idle" && (
        <>
          <p className="num">
            {known ? (
              <>
                {formatCount(measured.objects, "object")}, {formatSize(measured.bytes)}
                {items.some((item) => item.isFolder) && ", with everything in the folders"}
              </>
            ) : measured.error ? null : (
              <Spinner
                label={`Counting: ${formatCount(measured.objects, "object")}, ${formatSize(measured.bytes)} so far`}
              />
            )}
          </p>
          {measured.error && (
            <Notice tone="warn" title="It could not be counted">
              {measured.error.message}
            </Notice>
          )}
          {known && <Consequence versioning={measured.versioning} />}
        </>
      )}
      <JobReport job={job} verb="deleted" total={known ? measured.objects : null} />
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
      return <Notice tone="warn">This bucket keeps no versions. Deleting is for good.</Notice>;
    default:
      return (
        <Notice tone="warn">
          Your role may not see whether this bucket keeps versions. Deleting may be for good.
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

function selection(folder: Folder, items: Item[]) {
  return {
    bucket: folder.bucket,
    keys: items.filter((item) => !item.isFolder).map((item) => item.key),
    prefixes: items.filter((item) => item.isFolder).map((item) => item.key),
  };
}

/** Counts what is in the folders; of the files the listing has told the size. */
function useMeasure(folder: Folder, items: Item[]): Measured & { error: ApiError | null } {
  const files = items.filter((item) => !item.isFolder);
  const bytes = files.reduce((sum, item) => sum + item.size, 0);
  const [found, setFound] = useState<Measured>({ objects: files.length, bytes, versioning: null });
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const count = async () => {
      const { bucket, prefixes } = selection(folder, items);
      for await (const line of measure(folder.connection, { bucket, keys: [], prefixes }, stop.signal)) {
        const versioning = line.type === "end" ? line.versioning : null;
        setFound({ objects: files.length + line.objects, bytes: bytes + line.bytes, versioning });
      }
    };
    count().catch((thrown: unknown) => isAbort(thrown) || setError(ApiError.from(thrown)));
    return () => stop.abort();
    // Once for this dialog: the selection does not change beneath it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return { ...found, error };
}
