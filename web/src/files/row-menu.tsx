// The menu of a row, or of all that is selected.
import { keyFor } from "../listing/keyboard";
import { displayName } from "../listing/names";
import { t } from "../messages/files";
import { ContextMenu } from "../parts/context-menu";
import { MenuItem, MenuLine } from "../ui/menu";
import type { Actions } from "./actions";
import { CopyAs } from "./copy-as";
import { type Folder, type Item, countOf, oneOf } from "./item";

export interface RowMenuProps {
  at: { x: number; y: number } | null;
  folder: Folder;
  items: Item[];
  actions: Actions;
  hrefOf: (item: Item) => string;
  onClose: () => void;
}

export function RowMenu({ at, folder, items, actions, hrefOf, onClose }: RowMenuProps) {
  const [first] = items;
  // What it asks is asked only for a menu that is open.
  if (first === undefined || at === null) return null;
  const one = oneOf(items);
  const label = one ? displayName(first.name) : t.items(countOf(items));
  return (
    <ContextMenu at={at} label={label} onClose={onClose}>
      {one && (
        <MenuItem
          icon={first.isFolder ? "folder" : "eye"}
          shortcut={keyFor("open")}
          onAction={() => actions.open(first)}
        >
          {t.open}
        </MenuItem>
      )}
      <MenuItem icon="download" refused={actions.reason("download")} onAction={() => actions.download(items)}>
        {t.download}
      </MenuItem>
      {one && <CopyAs folder={folder} item={one} href={hrefOf(one)} onClose={onClose} />}
      <MenuLine />
      <MenuItem
        icon="scissors"
        shortcut={keyFor("cut")}
        refused={actions.reason("cut")}
        onAction={() => actions.take(items, true)}
      >
        {t.cut}
      </MenuItem>
      <MenuItem
        icon="copy"
        shortcut={keyFor("copy")}
        refused={actions.reason("download")}
        onAction={() => actions.take(items, false)}
      >
        {t.copy}
      </MenuItem>
      <MenuItem icon="move" refused={actions.reason("move")} onAction={() => actions.move(items)}>
        {t.moveTo}
      </MenuItem>
      <MenuItem icon="copy" refused={actions.reason("copy")} onAction={() => actions.copy(items)}>
        {t.copyTo}
      </MenuItem>
      <MenuLine />
      {one && (
        <MenuItem
          icon="pencil"
          shortcut={keyFor("rename")}
          refused={actions.reason("rename")}
          // By then this menu is gone and has given the focus back, which the name takes.
          onAction={() => setTimeout(() => actions.rename(first), 50)}
        >
          {t.rename}
        </MenuItem>
      )}
      <MenuItem icon="info" shortcut={keyFor("properties")} onAction={() => actions.properties(items)}>
        {t.properties}
      </MenuItem>
      {one && !first.isFolder && (
        <MenuItem icon="clock" shortcut={keyFor("versions")} onAction={() => actions.versions(first)}>
          {t.versions}
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem
        icon="trash"
        danger
        shortcut={keyFor("delete")}
        refused={actions.reason("delete")}
        onAction={() => actions.remove(items)}
      >
        {t.delete}
      </MenuItem>
    </ContextMenu>
  );
}
