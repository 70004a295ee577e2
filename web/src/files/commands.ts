// Everything that can be done in a folder, by its name.
import { keyFor } from "../listing/keyboard";
import type { PageCommand } from "../listing/keyboard";
import { t as c } from "../messages/commands";
import { t } from "../messages/files";
import { parentOf } from "../parts/breadcrumb";
import type { IconName } from "../ui/icon";
import type { Actions } from "./actions";
import { wordsOf } from "./clipboard";
import { type Folder, type Item, folderItem, oneOf } from "./item";
import { useStar } from "./marks";
import { undoable } from "./undo";
import { thumbnails, views, view } from "./view";

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
  const some = items.length > 0 ? null : c.nothingSelected;
  const single = one ? null : (some ?? c.moreThanOne);
  const file = single ?? (one?.isFolder ? c.onlyFiles : null);
  const hasThumbnails = thumbnails.use() === "on";
  const shown = view.use();
  const key = (does: PageCommand) => ({ shortcut: keyFor(does), run: () => perform(does) });
  return [
    {
      id: "upload",
      label: c.uploadFiles,
      icon: "upload",
      refused: actions.reason("upload"),
      run: of.onUpload,
    },
    {
      id: "new-folder",
      label: t.newFolder,
      icon: "folder-plus",
      refused: actions.reason("new-folder"),
      ...key("new-folder"),
    },
    {
      id: "paste",
      label: c.paste,
      icon: "paste",
      hint: actions.pastes,
      refused: actions.reason("paste"),
      missing: actions.pastes === null ? c.nothingHeld : null,
      ...key("paste"),
    },
    {
      id: "undo",
      label: t.undo,
      icon: "refresh",
      hint: undoable(),
      missing: undoable() === null ? c.nothingToUndo : null,
      ...key("undo"),
    },
    {
      id: "open",
      label: t.open,
      icon: "eye",
      hint: what,
      missing: single,
      shortcut: keyFor("open"),
      run: () => one && actions.open(one),
    },
    {
      id: "download",
      label: t.download,
      icon: "download",
      hint: what,
      missing: some,
      refused: actions.reason("download"),
      run: () => actions.download(items),
    },
    {
      id: "rename",
      label: t.rename,
      icon: "pencil",
      hint: what,
      missing: single,
      refused: actions.reason("rename"),
      ...key("rename"),
    },
    {
      id: "copy",
      label: t.copy,
      icon: "copy",
      hint: what,
      missing: some,
      refused: actions.reason("download"),
      ...key("copy"),
    },
    {
      id: "cut",
      label: t.cut,
      icon: "scissors",
      hint: what,
      missing: some,
      refused: actions.reason("cut"),
      ...key("cut"),
    },
    {
      id: "move-to",
      label: t.moveTo,
      icon: "move",
      hint: what,
      missing: some,
      refused: actions.reason("move"),
      run: () => actions.move(items),
    },
    {
      id: "copy-to",
      label: t.copyTo,
      icon: "copy",
      hint: what,
      missing: some,
      refused: actions.reason("copy"),
      run: () => actions.copy(items),
    },
    {
      id: "delete",
      label: t.delete,
      icon: "trash",
      hint: what,
      missing: some,
      refused: actions.reason("delete"),
      ...key("delete"),
    },
    { id: "properties", label: t.properties, icon: "info", hint: what, missing: some, ...key("properties") },
    { id: "versions", label: t.versions, icon: "clock", hint: what, missing: file, ...key("versions") },
    { id: "all", label: c.keys.all, icon: "check", shortcut: keyFor("all"), run: of.onAll },
    { id: "filter", label: t.filterByName, icon: "search", ...key("filter") },
    { id: "search", label: t.searchBelow, icon: "search", run: of.onSearch },
    {
      id: "parent",
      label: c.keys.parent,
      icon: "arrow-up",
      missing: parentOf(folder.prefix) === null ? c.wholeBucket : null,
      ...key("parent"),
    },
    { id: "address", label: c.keys.address, icon: "link", ...key("address") },
    { id: "view", label: c.nextView, icon: shown, hint: t.views[shown], ...key("view") },
    ...views.map((as) => ({
      id: `view-${as}`,
      label: c.showAs(t.views[as]),
      icon: as,
      run: () => view.set(as),
    })),
    {
      id: "thumbnails",
      label: hasThumbnails ? c.noThumbnails : c.someThumbnails,
      icon: "eye",
      run: () => thumbnails.set(hasThumbnails ? "off" : "on"),
    },
    { id: "refresh", label: t.listAgain, icon: "refresh", run: of.onRefresh },
    { id: "past", label: c.folderAsItWas, icon: "clock", run: actions.past },
    {
      id: "folder-properties",
      label: c.folderProperties,
      icon: "info",
      run: () => actions.properties([folderItem(folder)]),
    },
    {
      id: "star",
      label: isStarred ? c.takeStar : c.giveStar,
      icon: "star",
      run: toggleStar,
    },
    { id: "help", label: c.allKeys, icon: "keyboard", ...key("help") },
  ];
}
