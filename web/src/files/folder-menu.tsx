// The menu of the folder itself: of what is beside its rows.
import { keyFor } from "../listing/keyboard";
import { t as c } from "../messages/commands";
import { t } from "../messages/files";
import { ContextMenu } from "../parts/context-menu";
import { titleOf } from "../parts/breadcrumb";
import { MenuItem, MenuLine } from "../ui/menu";
import type { Actions } from "./actions";
import { CopyAs } from "./copy-as";
import { type Folder, type Item, folderItem } from "./item";
import { askForFiles } from "./toolbar";

export interface FolderMenuProps {
  at: { x: number; y: number } | null;
  folder: Folder;
  actions: Actions;
  hrefOf: (item: Item) => string;
  onHelp: () => void;
  onClose: () => void;
}

export function FolderMenu({ at, folder, actions, hrefOf, onHelp, onClose }: FolderMenuProps) {
  if (at === null) return null;
  const { bucket, prefix } = folder;
  const itself = folderItem(folder);
  return (
    <ContextMenu at={at} label={titleOf(bucket, prefix)} onClose={onClose}>
      <MenuItem
        icon="paste"
        shortcut={keyFor("paste")}
        hint={actions.pastes ?? c.nothingHeld}
        isDisabled={actions.pastes === null}
        refused={actions.reason("paste")}
        onAction={actions.paste}
      >
        {c.paste}
      </MenuItem>
      <MenuLine />
      <MenuItem
        icon="folder-plus"
        shortcut={keyFor("new-folder")}
        refused={actions.reason("new-folder")}
        onAction={actions.newFolder}
      >
        {t.newFolder}
      </MenuItem>
      <MenuItem icon="upload" refused={actions.reason("upload")} onAction={askForFiles}>
        {c.uploadFiles}
      </MenuItem>
      <MenuLine />
      <CopyAs folder={folder} item={itself} href={hrefOf(itself)} onClose={onClose} />
      <MenuItem icon="info" onAction={() => actions.properties([itself])}>
        {t.properties}
      </MenuItem>
      <MenuItem icon="keyboard" shortcut={keyFor("help")} onAction={onHelp}>
        {c.keyboard}
      </MenuItem>
    </ContextMenu>
  );
}
