// One row: a folder or an object. Clicks are heard by the list: a row has no handlers of its own,
// so that scrolling draws only rows that are new.
import { memo } from "react";
import { t } from "../messages/listing";
import { FileIcon } from "../ui/file-icon";
import { Icon } from "../ui/icon";
import { formatMoment, formatSize } from "../util/format";
import { kindOf } from "../util/kind";
import { Name } from "./name";
import { displayName } from "./names";
import type { Cell } from "./use-grid";

export const ListRow = memo(function ListRow(props: Cell) {
  const { id, row, name, index, href, isSelected, isCursor, isDropTarget, isFaded, canDrag, editor } = props;
  const kind = row.folder ? "folder" : kindOf(row.key);
  const shown = displayName(name);
  return (
    <div
      id={id}
      className="list-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-labelledby={`${id}name ${id}type ${id}size ${id}date ${id}class`}
      data-index={index}
      draggable={canDrag && !editor}
      data-faded={isFaded || undefined}
      data-cursor={isCursor || undefined}
      data-drop={isDropTarget || undefined}
      data-key={row.folder ? row.key : undefined}
    >
      <div className="list-check" role="gridcell" data-part="check">
        <input type="checkbox" tabIndex={-1} aria-label={t.select(shown)} checked={isSelected} readOnly />
        {/* What the picture says to those who see it. */}
        {!row.folder && (
          <span id={`${id}type`} hidden>
            {t.kinds[kind]}
          </span>
        )}
      </div>
      <div id={`${id}name`} className="list-name" role="rowheader">
        {editor ?? (
          <a href={href} tabIndex={-1} draggable={false}>
            <FileIcon kind={kind} />
            <Name name={name} />
          </a>
        )}
      </div>
      <div id={`${id}size`} className="list-size num" role="gridcell">
        {row.folder ? <span className="visually-hidden">{t.kinds.folder}</span> : formatSize(row.size)}
      </div>
      <div id={`${id}date`} className="list-date num" role="gridcell">
        {formatMoment(row.modified || null)}
      </div>
      <div id={`${id}class`} className="list-class" role="gridcell">
        {classWords(row.storageClass)}
      </div>
      <div className="list-more" role="gridcell" data-part="more">
        <button
          type="button"
          tabIndex={-1}
          className="list-more-button"
          aria-label={t.moreFor(shown)}
          aria-haspopup="menu"
        >
          <Icon name="more" size={18} />
        </button>
      </div>
    </div>
  );
});

/** `STANDARD_IA` as people read it: `Standard-IA`. The usual class is not worth a word. */
export function classWords(name: string): string {
  if (name === "" || name === "STANDARD") return "";
  return name
    .split("_")
    .map((word) => (/^(?:IA|IR)$/.test(word) ? word : word.charAt(0) + word.slice(1).toLowerCase()))
    .join(" ")
    .replace(/ (?=I[AR]$)/, "-");
}
