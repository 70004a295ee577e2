// One card: a folder or an object, its picture first. Like a row it has no handlers of its own.
import { type ReactNode, memo } from "react";
import { t } from "../messages/listing";
import { FileIcon } from "../ui/file-icon";
import { Icon } from "../ui/icon";
import { formatSize } from "../util/format";
import { kindOf } from "../util/kind";
import { Name } from "./name";
import { displayName } from "./names";
import type { Row } from "./rows";
import type { Cell } from "./use-grid";

/** What is shown of a row in place of its icon, if anything; `isSeen` while it is in view. */
export type PictureOf = (row: Row, isSeen: boolean, icon: ReactNode) => ReactNode;

export interface CardProps extends Cell {
  /** Counted from 1. */
  column: number;
  /** It stands in the second half of its line. */
  isLate: boolean;
  isSeen: boolean;
  /** Pixels. */
  iconSize: number;
  pictureOf: PictureOf;
}

export const Card = memo(function Card(props: CardProps) {
  const { id, row, name, index, isSelected, isSeen, canDrag, editor } = props;
  const kind = row.folder ? "folder" : kindOf(row.key);
  // First what is seen, as who speaks to the machine says it.
  const said = row.folder ? ["name", "type"] : ["name", "size", "type"];
  const icon = <FileIcon kind={kind} size={props.iconSize} />;
  return (
    <div
      id={id}
      className="card"
      role="gridcell"
      aria-colindex={props.column}
      aria-selected={isSelected}
      aria-labelledby={said.map((part) => `${id}${part}`).join(" ")}
      data-index={index}
      draggable={canDrag && !editor}
      data-faded={props.isFaded || undefined}
      data-cursor={props.isCursor || undefined}
      data-drop={props.isDropTarget || undefined}
      data-late={props.isLate || undefined}
      data-key={row.folder ? row.key : undefined}
    >
      <div className="card-picture">{props.pictureOf(row, isSeen, icon)}</div>
      <div className="card-words">
        <div id={`${id}name`} className="card-name">
          {editor ?? (
            <a href={props.href} tabIndex={-1} draggable={false}>
              <Name name={name} />
            </a>
          )}
        </div>
        {/* For those to whom it is one text, as it is to who speaks to the machine. */ " "}
        <div className="card-size num">
          {!row.folder && <span id={`${id}size`}>{formatSize(row.size)}</span>}
          {/* What the picture says to those who see it. */}
          <span id={`${id}type`} hidden>
            {t.kinds[kind]}
          </span>
        </div>
      </div>
      <div className="card-check" data-part="check">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t.select(displayName(name))}
          checked={isSelected}
          readOnly
        />
      </div>
      <div className="card-more" data-part="more">
        <button
          type="button"
          tabIndex={-1}
          className="list-more-button"
          aria-label={t.moreFor(displayName(name))}
          aria-haspopup="menu"
        >
          <Icon name="more" size={18} />
        </button>
      </div>
    </div>
  );
});
