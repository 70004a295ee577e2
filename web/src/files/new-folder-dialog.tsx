// Making a folder.
import { type FormEvent, useState } from "react";
import { meet } from "../api/abilities";
import { ApiError } from "../api/error";
import { makeFolder } from "../api/folders";
import { t } from "../messages/files";
import { Button } from "../ui/button";
import { Refusal } from "../ui/denial";
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
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const problem = name === "" ? null : problemOf(folder.prefix, name, true);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || name === "" || problem) return;
    const key = `${folder.prefix}${name}/`;
    setBusy(true);
    setRefused(null);
    try {
      await makeFolder(folder.connection, folder.bucket, key);
      onMade(key);
    } catch (thrown) {
      const failed = ApiError.from(thrown);
      meet(folder, failed);
      setRefused(failed.remedy ? failed : null);
      setError(failed.code === "conflict" ? t.folderExists : failed.message);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t.newFolder}
      isOpen
      onClose={onClose}
      isBusy={busy}
      actions={
        <>
          <Button onPress={onClose} isDisabled={busy}>
            {t.cancel}
          </Button>
          <Button
            look="primary"
            type="submit"
            form="new-folder"
            isPending={busy}
            isDisabled={name === "" || problem !== null}
          >
            {t.create}
          </Button>
        </>
      }
    >
      <form id="new-folder" onSubmit={(event) => void make(event)}>
        <TextField
          label={t.name}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks one thing
          autoFocus
          value={name}
          onChange={(value) => {
            setName(value);
            setError(null);
          }}
          error={error ?? problem}
          hint={name.includes("/") && !problem ? t.slashFolder : t.noRealFolders}
        />
      </form>
      {refused && <Refusal error={refused} />}
    </Dialog>
  );
}
