// What is selected, and what can be done with it.
import { Button, IconButton } from "../ui/button";
import type { IconName } from "../ui/icon";
import { formatCount, formatSize } from "../util/format";
import type { Actions } from "./actions";
import type { Act } from "./acts";
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
      <Do act="download" icon="download" actions={actions} onPress={() => actions.download(items)}>
        Download
      </Do>
      {items.length === 1 && (
        <Do act="rename" icon="pencil" actions={actions} onPress={() => actions.rename(first)}>
          Rename
        </Do>
      )}
      <Do act="move" icon="move" actions={actions} onPress={() => actions.move(items)}>
        Move
      </Do>
      <Do act="copy" icon="copy" actions={actions} onPress={() => actions.copy(items)}>
        Copy
      </Do>
      <Do act="delete" icon="trash" actions={actions} onPress={() => actions.remove(items)}>
        Delete
      </Do>
    </div>
  );
}

interface DoProps {
  act: Act;
  icon: IconName;
  actions: Actions;
  onPress: () => void;
  children: string;
}

/** A button, greyed with its reason where that is known to be refused. */
function Do({ act, actions, ...rest }: DoProps) {
  return <Button size="s" look="quiet" refused={actions.reason(act)} {...rest} />;
}
