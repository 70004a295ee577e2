// One version, and what can be done with it.
import type { ObjectVersion } from "../api/types";
import { classWords } from "../listing/list-row";
import { IconButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Menu, MenuItem, MenuLine } from "../ui/menu";
import { Spinner } from "../ui/progress";
import { formatSize } from "../util/format";
import { formatSecond, sizeChange } from "./words";

export interface VersionRowProps {
  version: ObjectVersion;
  /** Those before it, as far as they matter. */
  older: ObjectVersion[];
  /** Where its bytes are. */
  download: string;
  isChosen: boolean;
  /** It is being restored. */
  isBusy: boolean;
  onChoose: (on: boolean) => void;
  onPreview: () => void;
  onRestore: () => void;
  onDelete: () => void;
}

export function VersionRow(props: VersionRowProps) {
  const { version, older, isChosen, isBusy, onChoose, onPreview, onRestore, onDelete } = props;
  const { delete_marker: marker, latest, size, storage_class } = version;
  const when = formatSecond(version.last_modified);
  const words = [
    marker ? "Deleted" : formatSize(size),
    sizeChange(version, older),
    classWords(storage_class ?? ""),
  ].filter(Boolean);
  return (
    <li className="version" data-marker={marker || undefined}>
      {marker ? (
        <Icon name="trash" size={16} />
      ) : (
        <input
          type="checkbox"
          aria-label={`Compare the version of ${when}`}
          checked={isChosen}
          onChange={(event) => onChoose(event.target.checked)}
        />
      )}
      <div className="version-words">
        <span className="num">
          <time dateTime={version.last_modified ?? undefined}>{when}</time>
          {latest && <span className="version-badge">{marker ? "Deleted now" : "Current"}</span>}
        </span>
        <span className="muted num">{words.join(" · ")}</span>
      </div>
      {isBusy ? (
        <Spinner label="Restoring" />
      ) : (
        <>
          {!marker && (
            <IconButton icon="eye" size="s" label={`Preview the version of ${when}`} onPress={onPreview} />
          )}
          <Menu
            label={`The version of ${when}`}
            button={<IconButton icon="more" size="s" label={`More for the version of ${when}`} />}
          >
            {[
              !marker && (
                <MenuItem key="get" icon="download" href={props.download}>
                  Download
                </MenuItem>
              ),
              !marker && !latest && (
                <MenuItem key="restore" icon="refresh" onAction={onRestore}>
                  Restore this version
                </MenuItem>
              ),
              !marker && <MenuLine key="line" />,
              <MenuItem key="delete" icon="trash" danger onAction={onDelete}>
                {marker ? "Remove this delete marker" : "Delete this version for good"}
              </MenuItem>,
            ]}
          </Menu>
        </>
      )}
    </li>
  );
}
