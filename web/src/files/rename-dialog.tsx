// Renaming one file or folder.
import { type FormEvent, useState } from "react";
import { listObjects } from "../api/objects";
import { ApiError } from "../api/error";
import type { Copying } from "../api/jobs";
import { JobReport } from "../jobs";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { TextField } from "../ui/text-field";
import type { Folder, Item } from "./item";
import { problemOf } from "./name-problem";
import { useCopy } from "./use-copy";
import { WhileItRuns } from "./while-it-runs";

export interface RenameDialogProps {
  folder: Folder;
  item: Item;
  onClose: () => void;
  /** All of it is at another place now. */
  onRenamed: (key: string) => void;
}

export function RenameDialog({ folder, item, onClose, onRenamed }: RenameDialogProps) {
  const { isFolder } = item;
  const [name, setName] = useState(item.name);
  const [tried, setTried] = useState<string | null>(null);
  const [taken, setTaken] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const to = folder.prefix + name + (isFolder ? "/" : "");
  const work: Copying = {
    kind: "move",
    source_bucket: folder.bucket,
    target_bucket: folder.bucket,
    items: [{ kind: isFolder ? "prefix" : "object", from: item.key, to }],
    except_keys: [],
    except_prefixes: [],
    overwrite: false,
  };
  const { working, run, conflicts } = useCopy(folder, work);
  const running = working.isRunning || asking;
  const problem = problemOf(folder.prefix, name, isFolder);
  // What came of one name says nothing of another.
  const isTried = name === tried;
  const fileTaken = !isFolder && isTried && conflicts > 0;

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
    if (!(await run({ ...work, overwrite }))) return;
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
      actions={
        working.isRunning ? (
          <WhileItRuns working={working} onLeave={onClose} />
        ) : (
          <>
            <Button onPress={onClose}>Cancel</Button>
            {fileTaken && (
              <Button look="danger" onPress={() => void rename(true)}>
                Replace the other
              </Button>
            )}
            <Button
              look="primary"
              type="submit"
              form="rename"
              isPending={asking}
              isDisabled={problem !== null || name === item.name}
            >
              Rename
            </Button>
          </>
        )
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
      {isTried && !fileTaken && (
        <JobReport
          connection={folder.connection}
          working={working}
          total={null}
          prefix={folder.prefix}
          verb="renamed"
        />
      )}
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
