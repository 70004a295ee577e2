// What is selected, and what can be done with it.
import { Button, IconButton } from "../ui/button";
import { formatCount, formatSize } from "../util/format";
import type { Actions } from "./actions";
import type { Item } from "./item";

export interface SelectionBarProps {
  items: Item[];
  actions: Actions;
  onClear: () => void;
  /** All is selected, and more is still coming. */
  isPartOf: boolean;
}

export function SelectionBar({ items, actions, onClear, isPartOf }: SelectionBarProps) {
  const [first] = items;
  if (first === undefined) return null;
  const bytes = items.reduce((sum, item) => sum + item.size, 0);
  const files = items.filter((item) => !item.isFolder).length;
  return (
    <div className="files-selection" role="group" aria-label="Selection">
      <IconButton icon="close" size="s" label="Select nothing" onPress={onClear} />
      <span className="num files-selected" role="status">
        {formatCount(items.length, "item")} selected{files > 0 && `, ${formatSize(bytes)}`}
        {isPartOf && ", of what has come so far"}
      </span>
      <span className="files-gap" />
      {files > 0 && (
        <Button
          size="s"
          look="quiet"
          icon="download"
          refused={actions.reason("download")}
          onPress={() => actions.download(items)}
        >
          Download
        </Button>
      )}
      {items.length === 1 && (
        <Button
          size="s"
          look="quiet"
          icon="pencil"
          refused={actions.reason("rename")}
          onPress={() => actions.rename(first)}
        >
          Rename
        </Button>
      )}
      <Button
        size="s"
        look="quiet"
        icon="move"
        refused={actions.reason("move")}
        onPress={() => actions.move(items)}
      >
        Move
      </Button>
      <Button
        size="s"
        look="quiet"
        icon="copy"
        refused={actions.reason("copy")}
        onPress={() => actions.copy(items)}
      >
        Copy
      </Button>
      <Button
        size="s"
        look="quiet"
        icon="trash"
        refused={actions.reason("delete")}
        onPress={() => actions.remove(items)}
      >
        Delete
      </Button>
    </div>
  );
}
