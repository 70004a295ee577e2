// Making a folder.
import { type FormEvent, useState } from "react";
import { ApiError } from "../api/error";
import { makeFolder } from "../api/folders";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import type { Folder } from "./item";
import { problemOf } from "./name-problem";

export interface NewFolderDialogProps {
  folder: Folder;
  onClose: () => void;
  /** The key of the new folder. */
  onMade: (key: string) => void;
}

export function NewFolderDialog({ folder, onClose, onMade }: NewFolderDialogProps) {
  const [name, setName] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const problem = name === "" ? null : problemOf(folder.prefix, name, true);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || name === "" || problem) return;
    const key = `${folder.prefix}${name}/`;
    setBusy(true);
    try {
      await makeFolder(folder.connection, folder.bucket, key);
      onMade(key);
    } catch (thrown) {
      const { code, message } = ApiError.from(thrown);
      setError(code === "conflict" ? "There is already a folder of this name." : message);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title="New folder"
      isOpen
      onClose={onClose}
      isBusy={busy}
      actions={
        <>
          <Button onPress={onClose} isDisabled={busy}>
            Cancel
          </Button>
          <Button
            look="primary"
            type="submit"
            form="new-folder"
            isPending={busy}
            isDisabled={name === "" || problem !== null}
          >
            Create
          </Button>
        </>
      }
    >
      <form id="new-folder" onSubmit={(event) => void make(event)}>
        <TextField
          label="Name"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks one thing
          autoFocus
          value={name}
          onChange={(value) => {
            setName(value);
            setError(null);
          }}
          error={error ?? problem}
          hint={
            name.includes("/") && !problem
              ? "With a slash in its name it becomes a folder in a folder."
              : "S3 has no folders: an empty object whose name ends in a slash stands for one."
          }
        />
      </form>
    </Dialog>
  );
}
