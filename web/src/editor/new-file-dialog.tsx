// Beginning a file: its name, and then the editor. Nothing is stored before it is saved.
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import { showProperties } from "../api/objects";
import type { Folder } from "../files/item";
import { problemOf } from "../files/name-problem";
import { t } from "../messages/editor";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { editorAddress } from "./address";

interface NewFileDialogProps {
  folder: Folder;
  onClose: () => void;
}

export default function NewFileDialog({ folder, onClose }: NewFileDialogProps) {
  const [name, setName] = useState("");
  const [taken, setTaken] = useState(false);
  const [busy, setBusy] = useState(false);
  const [path, navigate] = useLocation();
  const search = useSearch();
  const { connection, bucket, prefix } = folder;
  const problem = name === "" ? null : problemOf(prefix, name, false);
  const begin = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || name === "" || problem) return;
    setBusy(true);
    // Who may not look finds out when it is saved: nothing is written over then either.
    const isThere = await showProperties(connection, bucket, prefix + name).then(
      () => true,
      () => false,
    );
    setBusy(false);
    setTaken(isThere);
    if (isThere) return;
    onClose();
    navigate(editorAddress(path, search, { edit: prefix + name, isNew: true }));
  };
  return (
    <Dialog
      title={t.newFile}
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
            form="new-file"
            isPending={busy}
            isDisabled={name === "" || problem !== null}
          >
            {t.write}
          </Button>
        </>
      }
    >
      <form id="new-file" onSubmit={(event) => void begin(event)}>
        <TextField
          label={t.name}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks one thing
          autoFocus
          value={name}
          onChange={(value) => {
            setName(value);
            setTaken(false);
          }}
          error={taken ? t.nameTaken : problem}
          hint={t.nameHint}
        />
      </form>
    </Dialog>
  );
}
