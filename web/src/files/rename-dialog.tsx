// Renaming one file or folder.
import { type FormEvent, useState } from "react";
import { copy } from "../api/changes";
import { JobReport } from "../parts/job-report";
import { useJob } from "../parts/use-job";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { TextField } from "../ui/text-field";
import type { Folder, Item } from "./item";
import { problemOf } from "./name-problem";

export interface RenameDialogProps {
  folder: Folder;
  item: Item;
  onClose: () => void;
  /** Something is at another place now; `key` is where, if all of it is. */
  onRenamed: (key: string | null) => void;
}

export function RenameDialog({ folder, item, onClose, onRenamed }: RenameDialogProps) {
  const [name, setName] = useState(item.name);
  const [taken, setTaken] = useState(false);
  const { job, run, stop } = useJob();
  const running = job.state === "running";
  const problem = problemOf(folder.prefix, name, item.isFolder);
  const rename = async (event: FormEvent) => {
    event.preventDefault();
    if (running || problem !== null || name === item.name) return;
    const to = folder.prefix + name + (item.isFolder ? "/" : "");
    const items = [{ kind: item.isFolder ? ("prefix" as const) : ("object" as const), from: item.key, to }];
    const place = { sourceBucket: folder.bucket, targetBucket: folder.bucket };
    const ended = await run((signal) => [copy(folder.connection, { ...place, items, move: true }, signal)]);
    const all = ended.state === "done" && ended.failed.length === 0;
    setTaken(!item.isFolder && ended.failed.some(({ error }) => error.code === "conflict"));
    if (ended.done > 0 || all) onRenamed(all ? to : null);
    if (all) onClose();
  };
  return (
    <Dialog
      title={item.isFolder ? "Rename folder" : "Rename file"}
      isOpen
      onClose={onClose}
      isBusy={running}
      actions={
        <>
          <Button onPress={running ? stop : onClose}>{running ? "Stop" : "Cancel"}</Button>
          <Button
            look="primary"
            type="submit"
            form="rename"
            isPending={running}
            isDisabled={problem !== null || name === item.name}
          >
            Rename
          </Button>
        </>
      }
    >
      <form id="rename" onSubmit={(event) => void rename(event)}>
        <TextField
          label="New name"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks one thing
          autoFocus
          value={name}
          onChange={(value) => {
            setName(value);
            setTaken(false);
          }}
          error={taken ? "There is already a file of this name. Nothing was changed." : problem}
          hint={
            item.isFolder
              ? "S3 cannot rename: every object below is copied, looked at, and only then deleted here."
              : "S3 cannot rename: the file is copied, looked at, and only then deleted here."
          }
        />
      </form>
      {item.isFolder && name.includes("/") && !problem && (
        <Notice>With a slash in its name it moves into another folder.</Notice>
      )}
      {!taken && <JobReport job={job} verb="renamed" total={null} />}
    </Dialog>
  );
}
