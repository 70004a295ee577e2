// The dialog of what was asked for.
import type { Known } from "../api/abilities";
import { NewFileDialog } from "../editor";
import type { Question } from "./actions";
import { DeleteDialog } from "./delete-dialog";
import type { Folder, Item } from "./item";
import { NewFolderDialog } from "./new-folder-dialog";
import { PropertiesDialog } from "./properties-dialog";
import { RefusedDialog } from "./refused-dialog";
import { RenameDialog } from "./rename-dialog";
import { TargetDialog } from "./target-dialog";
import { PastDialog, VersionsDialog } from "../versions";
import { HelpDialog } from "./help";

/** What is known of a change; the rest the listing tells. */
export interface Change {
  /** Is there now. */
  key?: string;
  /** Are gone. */
  gone?: Item[];
}

export interface QuestionsProps {
  folder: Folder;
  question: Question | null;
  askAgain: Known["askAgain"];
  onClose: () => void;
  /** Something is other than it was. */
  onChanged: (change: Change) => void;
}

export function Questions({ folder, question, askAgain, onClose, onChanged }: QuestionsProps) {
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
            onChanged({ key });
          }}
        />
      );
    case "new-file":
      return <NewFileDialog folder={folder} onClose={onClose} />;
    case "rename":
      return (
        <RenameDialog
          folder={folder}
          item={question.item}
          onClose={onClose}
          onRenamed={(key) => onChanged({ key, gone: [question.item] })}
        />
      );
    case "delete":
      return <DeleteDialog folder={folder} items={question.items} onClose={onClose} />;
    case "target":
      return (
        <TargetDialog
          folder={folder}
          items={question.items}
          move={question.move}
          to={question.to}
          onClose={onClose}
        />
      );
    case "properties":
      return <PropertiesDialog folder={folder} items={question.items} onClose={onClose} />;
    case "versions":
      return (
        <VersionsDialog
          folder={folder}
          item={question.item}
          onClose={onClose}
          onChanged={() => onChanged({})}
        />
      );
    case "help":
      return <HelpDialog onClose={onClose} />;
    case "past":
      return <PastDialog folder={folder} onClose={onClose} />;
    case "refused":
      return (
        <RefusedDialog
          folder={folder}
          act={question.act}
          refused={question.refused}
          askAgain={askAgain}
          onClose={onClose}
          onGoOn={question.goOn}
        />
      );
  }
}
