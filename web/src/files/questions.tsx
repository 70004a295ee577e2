// The dialog of what was asked for.
import type { Question } from "./actions";
import { DeleteDialog } from "./delete-dialog";
import type { Folder } from "./item";
import { NewFolderDialog } from "./new-folder-dialog";
import { RenameDialog } from "./rename-dialog";
import { TargetDialog } from "./target-dialog";

export interface QuestionsProps {
  folder: Folder;
  question: Question | null;
  onClose: () => void;
  /** Something is other than it was; `key` is what there is now, if that is known. */
  onChanged: (key: string | null) => void;
}

export function Questions({ folder, question, onClose, onChanged }: QuestionsProps) {
  switch (question?.kind) {
    case undefined:
      return null;
    case "new-folder":
      return (
        <NewFolderDialog
          folder={folder}
          onClose={onClose}
          onMade={(key) => {
            onClose();
            onChanged(key);
          }}
        />
      );
    case "rename":
      return <RenameDialog folder={folder} item={question.item} onClose={onClose} onRenamed={onChanged} />;
    case "delete":
      return (
        <DeleteDialog
          folder={folder}
          items={question.items}
          onClose={onClose}
          onDeleted={() => onChanged(null)}
        />
      );
    case "target":
      return (
        <TargetDialog
          folder={folder}
          items={question.items}
          move={question.move}
          onClose={onClose}
          onDone={() => onChanged(null)}
        />
      );
  }
}
