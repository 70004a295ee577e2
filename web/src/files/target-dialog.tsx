// Moving and copying: where to.
import { useState } from "react";
import { JobReport } from "../parts/job-report";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { formatAddress, parseAddress } from "../util/address";
import { formatCount } from "../util/format";
import { FolderPicker, type Place } from "./folder-picker";
import { type Folder, type Item, copiesOf } from "./item";
import { onlyWays } from "./only-ways";
import { useCopy } from "./use-copy";

export interface TargetDialogProps {
  folder: Folder;
  items: Item[];
  move: boolean;
  /** The prefix that is offered; without it, the folder itself. */
  to?: string;
  onClose: () => void;
  /** Something has been copied or moved. */
  onDone: () => void;
}

export function TargetDialog({ folder, items, move, to, onClose, onDone }: TargetDialogProps) {
  const { bucket } = folder;
  const [text, setText] = useState(formatAddress({ bucket, key: to ?? folder.prefix }));
  const place = placeOf(text, bucket);
  const [ways, setWays] = useState(false);
  const problem =
    "problem" in place
      ? place.problem
      : (problemOf(folder, items, place) ?? (ways ? `${onlyWays}: choose one of them.` : null));
  const wanted = copiesOf(items, "problem" in place ? "" : place.prefix);
  const { job, run, stop, conflicts, failures } = useCopy(folder, wanted, move, onDone);
  const running = job.state === "running";
  const over = job.state !== "idle" && !running;
  const word = move ? "Move" : "Copy";
  const doIt = async (copies = wanted, overwrite = false) => {
    if ("problem" in place || !(await run(copies, place.bucket, overwrite))) return;
    // With what was in the way replaced, what failed for another reason is still where it was.
    if (!overwrite || failures.length === 0) onClose();
  };
  return (
    <Dialog
      title={`${word} ${formatCount(items.length, "item")} to …`}
      isOpen
      onClose={onClose}
      isBusy={running}
      actions={
        <>
          <Button onPress={running ? stop : onClose}>{running ? "Stop" : over ? "Close" : "Cancel"}</Button>
          {over && failures.length > 0 && (
            <Button onPress={() => void doIt(failures)}>Try again what failed</Button>
          )}
          {over && conflicts.length > 0 && (
            <Button look="danger" onPress={() => void doIt(conflicts, true)}>
              {`Replace ${formatCount(conflicts.length, "file")}`}
            </Button>
          )}
          {!over && (
            <Button
              look="primary"
              isPending={running}
              isDisabled={problem !== null}
              onPress={() => void doIt()}
            >
              {`${word} here`}
            </Button>
          )}
        </>
      }
    >
      {job.state === "idle" && (
        <>
          <TextField
            label="Folder"
            mono
            value={text}
            onChange={setText}
            spellCheck="false"
            autoComplete="off"
          />
          <FolderPicker
            connection={folder.connection}
            place={"problem" in place ? null : place}
            onWays={setWays}
            onPlace={(next) => setText(formatAddress({ bucket: next.bucket, key: next.prefix }))}
          />
          <p className="muted" role="status">
            {problem ?? "Files of the same name there are left as they are, and you are asked about them."}
          </p>
        </>
      )}
      <JobReport job={job} verb={move ? "moved" : "copied"} total={null} prefix={folder.prefix} />
    </Dialog>
  );
}

/** The folder that an address names; one typed without its last slash is a folder all the same. */
export function placeOf(text: string, bucket: string): Place | { problem: string } {
  const parsed = parseAddress(text, bucket);
  if ("problem" in parsed) return parsed;
  const { key } = parsed.address;
  return { bucket: parsed.address.bucket, prefix: key === "" || key.endsWith("/") ? key : `${key}/` };
}

/** Why the items cannot go there. */
export function problemOf(folder: Folder, items: readonly Item[], place: Place): string | null {
  if (place.bucket !== folder.bucket) return null;
  if (place.prefix === folder.prefix) return "They are in this folder.";
  const into = items.find((item) => item.isFolder && place.prefix.startsWith(item.key));
  return into ? "A folder cannot go into itself." : null;
}
