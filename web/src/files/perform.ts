// What keys and commands do in a folder.
import type { PageCommand } from "../listing/keyboard";
import { askForAddress, parentOf } from "../parts/breadcrumb";
import type { Actions, Question } from "./actions";
import { type Folder, type Item, oneOf } from "./item";
import { undoLast } from "./undo";
import { nextView } from "./view";

export interface Commanding {
  folder: Folder;
  items: Item[];
  actions: Actions;
  ask: (question: Question) => void;
  onParent: (prefix: string) => void;
  onFilter: () => void;
  onCommands: () => void;
}

/** Does it; false when there is nothing to do. */
export function perform(does: PageCommand, commanding: Commanding): boolean {
  const { folder, items, actions, ask } = commanding;
  const one = oneOf(items);
  const some = items.length > 0;
  switch (does) {
    case "parent": {
      const parent = parentOf(folder.prefix);
      if (parent !== null) commanding.onParent(parent);
      return parent !== null;
    }
    case "delete":
      actions.remove(items);
      return some;
    case "rename":
      if (one) actions.rename(one);
      return one !== null;
    case "properties":
      if (some) actions.properties(items);
      return some;
    case "versions":
      if (one && !one.isFolder) actions.versions(one);
      return one !== null;
    case "copy":
    case "cut":
      actions.take(items, does === "cut");
      return some;
    case "paste":
      actions.paste();
      return true;
    case "undo":
      undoLast();
      return true;
    case "new-folder":
      actions.newFolder();
      return true;
    case "filter":
      commanding.onFilter();
      return true;
    case "address":
      askForAddress();
      return true;
    case "view":
      nextView();
      return true;
    case "commands":
      commanding.onCommands();
      return true;
    case "help":
      ask({ kind: "help" });
      return true;
  }
}
