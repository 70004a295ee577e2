// The menu of a row, or of all that is selected.
import { ContextMenu } from "../parts/context-menu";
import { MenuItem, MenuLine } from "../ui/menu";
import { formatCount } from "../util/format";
import type { Actions } from "./actions";
import { type Item, countOf, oneOf } from "./item";

export interface RowMenuProps {
  at: { x: number; y: number } | null;
  items: Item[];
  actions: Actions;
  onClose: () => void;
}

export function RowMenu({ at, items, actions, onClose }: RowMenuProps) {
  const [first] = items;
  if (first === undefined) return null;
  const one = oneOf(items) !== null;
  return (
    <ContextMenu at={at} label={one ? first.name : formatCount(countOf(items), "item")} onClose={onClose}>
      {one && (
        <MenuItem
          icon={first.isFolder ? "folder" : "eye"}
          shortcut="Enter"
          onAction={() => actions.open(first)}
        >
          Open
        </MenuItem>
      )}
      <MenuItem icon="download" refused={actions.reason("download")} onAction={() => actions.download(items)}>
        Download
      </MenuItem>
      {one && (
        <MenuItem icon="link" onAction={() => actions.copyAddress(first)}>
          Copy S3 address
        </MenuItem>
      )}
      <MenuLine />
      {one && (
        <MenuItem
          icon="pencil"
          shortcut="F2"
          refused={actions.reason("rename")}
          onAction={() => actions.rename(first)}
        >
          Rename
        </MenuItem>
      )}
      <MenuItem icon="move" refused={actions.reason("move")} onAction={() => actions.move(items)}>
        Move to …
      </MenuItem>
      <MenuItem icon="copy" refused={actions.reason("copy")} onAction={() => actions.copy(items)}>
        Copy to …
      </MenuItem>
      <MenuItem icon="info" shortcut="Alt+Enter" onAction={() => actions.properties(items)}>
        Properties
      </MenuItem>
      {one && !first.isFolder && (
        <MenuItem icon="clock" shortcut="Alt+V" onAction={() => actions.versions(first)}>
          Versions
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem
        icon="trash"
        danger
        shortcut="Del"
        refused={actions.reason("delete")}
        onAction={() => actions.remove(items)}
      >
        Delete
      </MenuItem>
    </ContextMenu>
  );
}
