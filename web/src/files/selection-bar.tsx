// What is selected, and what can be done with it.
import { Button, IconButton } from "../ui/button";
import type { IconName } from "../ui/icon";
import { formatSize } from "../util/format";
import type { Actions } from "./actions";
import type { Act } from "./acts";
import { type Item, oneOf } from "./item";
import type { View } from "../listing/listing";
import { t } from "../messages/files";

export interface SelectionBarProps {
  items: Item[];
  actions: Actions;
  onClear: () => void;
  /** The menu of what is selected is asked for. */
  onMore: (at: { x: number; y: number }) => void;
  /** Of the files among them, as far as is known. */
  bytes: number;
  view: View;
}

export function SelectionBar({ items, actions, onClear, onMore, bytes, view }: SelectionBarProps) {
  if (items.length === 0) return null;
  const one = oneOf(items);
  return (
    <div className="files-selection" role="group" aria-label={t.selection}>
      <IconButton icon="close" size="s" label={t.selectNothing} onPress={onClear} />
      <span className="num files-selected">{wordsOf(items, bytes, view)}</span>
      <span className="files-gap" />
      <Do act="download" icon="download" actions={actions} onPress={() => actions.download(items)}>
        {t.download}
      </Do>
      {one && (
        <Do act="rename" icon="pencil" actions={actions} onPress={() => actions.rename(one)}>
          {t.rename}
        </Do>
      )}
      <Do act="move" icon="move" actions={actions} onPress={() => actions.move(items)}>
        {t.move}
      </Do>
      <Do act="copy" icon="copy" actions={actions} onPress={() => actions.copy(items)}>
        {t.copy}
      </Do>
      <Do act="delete" icon="trash" actions={actions} onPress={() => actions.remove(items)}>
        {t.delete}
      </Do>
      <IconButton
        icon="more"
        size="s"
        label={t.more}
        aria-haspopup="menu"
        onPress={({ target }) => {
          const box = target.getBoundingClientRect();
          onMore({ x: box.left, y: box.bottom });
        }}
      />
    </div>
  );
}

/** How much is selected. */
function wordsOf(items: Item[], bytes: number, { state, total, files, refreshing }: View): string {
  const all = items.find((item) => item.all)?.all;
  const hasFiles = all ? files > 0 : items.some((item) => !item.isFolder);
  const size = hasFiles ? formatSize(bytes) : "";
  if (!all) return t.someSelected(items.length, size);
  const but = total - all.count;
  if (state === "done" || refreshing) return t.allSelected(but, all.count, size);
  return state === "loading" ? t.allLoading(but, all.count, size) : t.allUnlisted(but);
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
