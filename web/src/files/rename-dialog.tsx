// Renaming one file or folder.
import { type FormEvent, useState } from "react";
import { listObjects } from "../api/objects";
import { ApiError } from "../api/error";
import type { CopyItem } from "../api/types";
import { JobReport } from "../parts/job-report";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { TextField } from "../ui/text-field";
import type { Folder, Item } from "./item";
import { problemOf } from "./name-problem";
import { useCopy } from "./use-copy";

export interface RenameDialogProps {
  folder: Folder;
  item: Item;
  onClose: () => void;
  /** Something is at another place now; `key` is where, if all of it is. */
  onRenamed: (key: string | null) => void;
}

export function RenameDialog({ folder, item, onClose, onRenamed }: RenameDialogProps) {
  const { isFolder } = item;
  const [name, setName] = useState(item.name);
  const [tried, setTried] = useState<string | null>(null);
  const [taken, setTaken] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const to = folder.prefix + name + (isFolder ? "/" : "");
  const wanted: CopyItem[] = [{ kind: isFolder ? "prefix" : "object", from: item.key, to }];
  const { job, run, stop, conflicts } = useCopy(folder, wanted, true, () => onRenamed(null));
  const running = job.state === "running" || asking;
  const problem = problemOf(folder.prefix, name, isFolder);
  // What came of one name says nothing of another.
  const isTried = name === tried;
  const fileTaken = !isFolder && isTried && conflicts.length > 0;

  const rename = async (overwrite = false) => {
    if (running || problem !== null || name === item.name) return;
    setTried(name);
    if (isFolder && !overwrite) {
      setAsking(true);
      const found = await inTheWay(folder, to).catch((thrown: unknown) => ApiError.from(thrown).message);
      setAsking(false);
      setTaken(found);
      if (found !== null) return;
    }
    if (!(await run(wanted, folder.bucket, overwrite))) return;
    onRenamed(to);
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void rename();
  };
  return (
    <Dialog
      title={isFolder ? "Rename folder" : "Rename file"}
      isOpen
      onClose={onClose}
      isBusy={running}
      actions={
        <>
          <Button onPress={running ? stop : onClose}>{running ? "Stop" : "Cancel"}</Button>
          {fileTaken && !running && (
            <Button look="danger" onPress={() => void rename(true)}>
              Replace the other
            </Button>
          )}
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
      <form id="rename" onSubmit={submit}>
        <TextField
          label="New name"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks one thing
          autoFocus
          value={name}
          isReadOnly={running}
          autoComplete="off"
          spellCheck="false"
          onFocus={(event) => tried ?? selectStem(event.target as HTMLInputElement, isFolder)}
          onChange={(value) => {
            setName(value);
            setTaken(null);
          }}
          error={
            fileTaken ? "There is already a file of this name. Nothing was changed." : (taken ?? problem)
          }
          hint={
            isFolder
              ? "S3 cannot rename: every object below is copied, the copy is checked, and only then is the old one deleted."
              : "S3 cannot rename: the object is copied, the copy is checked, and only then is the old one deleted."
          }
        />
      </form>
      {name.includes("/") && !problem && (
        <Notice>With a slash in its name it moves into another folder.</Notice>
      )}
      {isTried && !fileTaken && <JobReport job={job} verb="renamed" total={null} prefix={folder.prefix} />}
    </Dialog>
  );
}

/** Two folders of one name would become one: said before it happens. */
async function inTheWay({ connection, bucket }: Folder, prefix: string): Promise<string | null> {
  for await (const { objects, prefixes } of listObjects(connection, { bucket, prefix })) {
    if (objects.length > 0 || prefixes.length > 0) {
      return "There is already a folder of this name. Nothing was changed.";
    }
  }
  return null;
}

/** What is typed replaces the name, and leaves the ending. */
function selectStem(input: HTMLInputElement, isFolder: boolean): void {
  const dot = isFolder ? -1 : input.value.lastIndexOf(".");
  input.setSelectionRange(0, dot > 0 ? dot : input.value.length);
}
