// Everything that can be done in a folder, by its name.
import { keyFor } from "../listing/keyboard";
import type { PageCommand } from "../listing/keyboard";
import { parentOf } from "../parts/breadcrumb";
import type { IconName } from "../ui/icon";
import type { Actions } from "./actions";
import { wordsOf } from "./clipboard";
import { type Folder, type Item, folderItem, oneOf } from "./item";
import { useStar } from "./marks";
import { undoable } from "./undo";

export interface Command {
  id: string;
  label: string;
  icon: IconName;
  shortcut?: string;
  hint?: string | null;
  /** Why it is greyed; pressed all the same it tells more. */
  refused?: string | null;
  /** Why there is nothing to press. */
  missing?: string | null;
  run: () => void;
}

export interface CommandsOf {
  folder: Folder;
  items: Item[];
  actions: Actions;
  /** As a key does it. */
  perform: (does: PageCommand) => void;
  onAll: () => void;
  onRefresh: () => void;
  onSearch: () => void;
  onUpload: () => void;
}

export function useCommands(of: CommandsOf): Command[] {
  const { folder, items, actions, perform } = of;
  const [isStarred, toggleStar] = useStar(folder);
  const one = oneOf(items);
  const what = items.length > 0 ? wordsOf(items) : null;
  const some = items.length > 0 ? null : "Nothing is selected";
  const single = one ? null : (some ?? "More than one thing is selected");
  const file = single ?? (one?.isFolder ? "Only files have versions" : null);
  const key = (does: PageCommand) => ({ shortcut: keyFor(does), run: () => perform(does) });
  return [
    {
      id: "upload",
      label: "Upload files",
      icon: "upload",
      refused: actions.reason("upload"),
      run: of.onUpload,
    },
    {
      id: "new-folder",
      label: "New folder",
      icon: "folder-plus",
      refused: actions.reason("new-folder"),
      ...key("new-folder"),
    },
    {
      id: "paste",
      label: "Paste",
      icon: "paste",
      hint: actions.pastes,
      refused: actions.reason("paste"),
      missing: actions.pastes === null ? "Nothing is copied or cut" : null,
      ...key("paste"),
    },
    {
      id: "undo",
      label: "Undo",
      icon: "refresh",
      hint: undoable(),
      missing: undoable() === null ? "There is nothing to undo" : null,
      ...key("undo"),
    },
    {
      id: "open",
      label: "Open",
      icon: "eye",
      hint: what,
      missing: single,
      shortcut: keyFor("open"),
      run: () => one && actions.open(one),
    },
    {
      id: "download",
      label: "Download",
      icon: "download",
      hint: what,
      missing: some,
      refused: actions.reason("download"),
      run: () => actions.download(items),
    },
    {
      id: "rename",
      label: "Rename",
      icon: "pencil",
      hint: what,
      missing: single,
      refused: actions.reason("rename"),
      ...key("rename"),
    },
    {
      id: "copy",
      label: "Copy",
      icon: "copy",
      hint: what,
      missing: some,
      refused: actions.reason("download"),
      ...key("copy"),
    },
    {
      id: "cut",
      label: "Cut",
      icon: "scissors",
      hint: what,
      missing: some,
      refused: actions.reason("cut"),
      ...key("cut"),
    },
    {
      id: "move-to",
      label: "Move to …",
      icon: "move",
      hint: what,
      missing: some,
      refused: actions.reason("move"),
      run: () => actions.move(items),
    },
    {
      id: "copy-to",
      label: "Copy to …",
      icon: "copy",
      hint: what,
      missing: some,
      refused: actions.reason("copy"),
      run: () => actions.copy(items),
    },
    {
      id: "delete",
      label: "Delete",
      icon: "trash",
      hint: what,
      missing: some,
      refused: actions.reason("delete"),
      ...key("delete"),
    },
    { id: "properties", label: "Properties", icon: "info", hint: what, missing: some, ...key("properties") },
    { id: "versions", label: "Versions", icon: "clock", hint: what, missing: file, ...key("versions") },
    { id: "all", label: "Select all", icon: "check", shortcut: keyFor("all"), run: of.onAll },
    { id: "filter", label: "Filter by name", icon: "search", ...key("filter") },
    { id: "search", label: "Search in all folders below", icon: "search", run: of.onSearch },
    {
      id: "parent",
      label: "To the folder above",
      icon: "arrow-up",
      missing: parentOf(folder.prefix) === null ? "This is the whole bucket" : null,
      ...key("parent"),
    },
    { id: "address", label: "Type an address to go to", icon: "link", ...key("address") },
    { id: "refresh", label: "List again", icon: "refresh", run: of.onRefresh },
    { id: "past", label: "The folder as it was at a moment", icon: "clock", run: actions.past },
    {
      id: "folder-properties",
      label: "Properties of this folder",
      icon: "info",
      run: () => actions.properties([folderItem(folder)]),
    },
    {
      id: "star",
      label: isStarred ? "Take this folder's star away" : "Give this folder a star",
      icon: "star",
      run: toggleStar,
    },
    { id: "help", label: "All keys", icon: "keyboard", ...key("help") },
  ];
}
