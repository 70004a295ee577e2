// Choosing a folder: down from the buckets, one folder at a time.
import { useEffect, useState, useSyncExternalStore } from "react";
import { useLocations } from "../api/queries";
import { Name } from "../listing/name";
import { type Row, rowName } from "../listing/rows";
import { t } from "../messages/files";
import { above } from "../parts/breadcrumb";
import { FileIcon } from "../ui/file-icon";
import { Icon } from "../ui/icon";
import { Spinner } from "../ui/progress";
import { nameOf } from "../util/address";
import { useListingOf } from "./use-listing";
import type { Place } from "./copying";
import "./folder-picker.css";

export interface FolderPickerProps {
  connection: string;
  /** Null while what is typed is no address. */
  place: Place | null;
  onPlace: (place: Place) => void;
  /** Told whether the place only leads to what the connection offers. */
  onWays: (ways: boolean) => void;
}

export function FolderPicker({ connection, place, onPlace, onWays }: FolderPickerProps) {
  const [buckets, setBuckets] = useState(false);
  const choose = (next: Place) => {
    setBuckets(false);
    onPlace(next);
  };
  return (
    <div className="picker">
      <nav className="picker-where" aria-label={t.chosenFolder}>
        <button type="button" onClick={() => setBuckets(true)}>
          <Icon name="home" size={16} />
          <span className="visually-hidden">{t.allBuckets}</span>
        </button>
        {place !== null &&
          !buckets &&
          above(place.prefix).map((prefix) => (
            <button key={prefix} type="button" onClick={() => choose({ ...place, prefix })}>
              <Icon name="chevron-right" size={12} />
              <Name name={prefix === "" ? place.bucket : nameOf(prefix)} />
            </button>
          ))}
      </nav>
      {place === null || buckets ? (
        <Buckets connection={connection} onPlace={choose} />
      ) : (
        <Folders connection={connection} place={place} onPlace={choose} onWays={onWays} />
      )}
    </div>
  );
}

function Buckets({ connection, onPlace }: { connection: string; onPlace: (place: Place) => void }) {
  const { data, error } = useLocations(connection);
  if (error) return <p className="muted">{error.message}</p>;
  if (!data) return <Spinner label={t.asking} />;
  return (
    <ul className="picker-list" aria-label={t.buckets}>
      {data.locations.map(({ bucket, prefix, label }) => (
        <li key={`${bucket}/${prefix}`}>
          <button type="button" onClick={() => onPlace({ bucket, prefix })}>
            <Icon name="bucket" size={18} /> {label}
          </button>
        </li>
      ))}
      {data.locations.length === 0 && <li className="muted">{t.noBucket}</li>}
    </ul>
  );
}

/** How many folders are offered; the rest are reached by typing. */
const SHOWN = 500;

function Folders({
  connection,
  place,
  onPlace,
  onWays,
}: Omit<FolderPickerProps, "place"> & { place: Place }) {
  const { bucket, prefix } = place;
  const listing = useListingOf({ connection, bucket, prefix });
  useEffect(() => {
    // What is typed letter by letter is not listed letter by letter.
    const timer = setTimeout(() => listing.start(), 250);
    return () => {
      clearTimeout(timer);
      listing.stop();
    };
  }, [listing]);
  const view = useSyncExternalStore(listing.subscribe, listing.view);
  const { ways } = view;
  useEffect(() => onWays(ways), [onWays, ways]);
  // They come first.
  const count = view.rows.length - view.files;
  const folders = Array.from({ length: Math.min(count, SHOWN) }, (_, at) => view.rows.at(at)).filter(
    (row) => row?.folder,
  ) as Row[];
  return (
    <ul className="picker-list" aria-label={t.folders} aria-busy={view.state === "loading"}>
      {folders.map((row) => (
        <li key={row.key}>
          <button type="button" onClick={() => onPlace({ bucket, prefix: row.key })}>
            <FileIcon kind="folder" size={18} /> <Name name={rowName(row, prefix)} />
          </button>
        </li>
      ))}
      {count > SHOWN && <li className="muted">{t.andMore(count - SHOWN)}</li>}
      {view.state === "loading" && (
        <li>
          <Spinner label={t.lookingForFolders} />
        </li>
      )}
      {view.error && <li className="muted">{view.error.message}</li>}
      {view.state === "done" && folders.length === 0 && (
        <li className="muted">{view.found || prefix === "" ? t.noFolders : t.willBeNew}</li>
      )}
    </ul>
  );
}
