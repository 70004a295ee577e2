// Renaming one file or folder, where its row has no room for it.
import { type FormEvent, useState } from "react";
import { JobReport } from "../jobs";
import { t } from "../messages/files";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { TextField } from "../ui/text-field";
import type { Folder, Item } from "./item";
import { RenameCost } from "./rename-cost";
import { selectStem, useRenaming } from "./use-renaming";
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
  const { working, isRunning, isAsking, isTried, isTaken, isIdle, problem, rename } = useRenaming(
    folder,
    { item, name },
    onRenamed,
  );
  const submit = async (event?: FormEvent, overwrite = false) => {
    event?.preventDefault();
    if (await rename(overwrite)) onClose();
  };
  return (
    <Dialog
      title={isFolder ? t.renameFolder : t.renameFile}
      isOpen
      onClose={onClose}
      actions={
        working.isRunning ? (
          <WhileItRuns working={working} onLeave={onClose} />
        ) : (
          <>
            <Button onPress={onClose}>{t.cancel}</Button>
            {isTaken && (
              <Button look="danger" onPress={() => void submit(undefined, true)}>
                {t.replaceOther}
              </Button>
            )}
            <Button look="primary" type="submit" form="rename" isPending={isAsking} isDisabled={isIdle}>
              {t.rename}
            </Button>
          </>
        )
      }
    >
      <form id="rename" onSubmit={(event) => void submit(event)}>
        <TextField
          label={t.newName}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks one thing
          autoFocus
          value={name}
          isReadOnly={isRunning}
          autoComplete="off"
          spellCheck="false"
          onFocus={(event) => isTried || selectStem(event.target as HTMLInputElement, isFolder)}
          onChange={setName}
          error={problem}
          hint={isFolder ? t.folderCost : t.fileCost}
        />
      </form>
      <RenameCost folder={folder} item={item} />
      {name.includes("/") && !problem && <Notice>{t.slashMoves}</Notice>}
      {isTried && !isTaken && (
        <JobReport
          connection={folder.connection}
          working={working}
          total={null}
          prefix={folder.prefix}
          verb={t.renamed}
        />
      )}
    </Dialog>
  );
}
