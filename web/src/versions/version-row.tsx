// One version, and what can be done with it.
import type { ObjectVersion } from "../api/types";
import { classWords } from "../listing/list-row";
import { t } from "../messages/versions";
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
    marker ? t.deleted : formatSize(size),
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
          aria-label={t.compareOne(when)}
          checked={isChosen}
          onChange={(event) => onChoose(event.target.checked)}
        />
      )}
      <div className="version-words">
        <span className="num">
          <time dateTime={version.last_modified ?? undefined}>{when}</time>
          {latest && <span className="version-badge">{marker ? t.deletedNow : t.current}</span>}
        </span>
        <span className="muted num">{words.join(" · ")}</span>
      </div>
      {isBusy ? (
        <Spinner label={t.beingRestored} />
      ) : (
        <>
          {!marker && <IconButton icon="eye" size="s" label={t.previewOne(when)} onPress={onPreview} />}
          <Menu
            label={t.versionOf(when)}
            button={<IconButton icon="more" size="s" label={t.moreFor(when)} />}
          >
            {[
              !marker && (
                <MenuItem key="get" icon="download" href={props.download}>
                  {t.download}
                </MenuItem>
              ),
              !marker && !latest && (
                <MenuItem key="restore" icon="refresh" onAction={onRestore}>
                  {t.restoreVersion}
                </MenuItem>
              ),
              !marker && <MenuLine key="line" />,
              <MenuItem key="delete" icon="trash" danger onAction={onDelete}>
                {marker ? t.removeThisMarker : t.deleteThis}
              </MenuItem>,
            ]}
          </Menu>
        </>
      )}
    </li>
  );
}
