// Moving and copying: where to.
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { copy } from "../api/changes";
import { useLocations } from "../api/queries";
import { listObjects } from "../api/objects";
import { Listing } from "../listing/listing";
import { Name } from "../listing/name";
import { rowName } from "../listing/rows";
import { above } from "../parts/breadcrumb";
import { JobReport } from "../parts/job-report";
import { useJob } from "../parts/use-job";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { FileIcon } from "../ui/file-icon";
import { Icon } from "../ui/icon";
import { Spinner } from "../ui/progress";
import { nameOf } from "../util/address";
import { formatCount } from "../util/format";
import type { Folder, Item } from "./item";
import "./target-dialog.css";

export interface TargetDialogProps {
  folder: Folder;
  items: Item[];
  move: boolean;
  onClose: () => void;
  /** Something has been copied or moved. */
  onDone: () => void;
}

interface Place {
  bucket: string;
  prefix: string;
}

export function TargetDialog({ folder, items, move, onClose, onDone }: TargetDialogProps) {
  const [place, setPlace] = useState<Place | null>({ bucket: folder.bucket, prefix: folder.prefix });
  const [overwrite, setOverwrite] = useState(false);
  const { job, run, stop } = useJob();
  const running = job.state === "running";
  const over = job.state !== "idle" && !running;
  const word = move ? "Move" : "Copy";
  const problem = place === null ? "Choose a bucket." : problemOf(folder, items, place);
  const doIt = async () => {
    if (place === null) return;
    const wanted = items.map(({ key, name, isFolder }) => ({
      kind: isFolder ? ("prefix" as const) : ("object" as const),
      from: key,
      to: place.prefix + name + (isFolder ? "/" : ""),
    }));
    const where = { sourceBucket: folder.bucket, targetBucket: place.bucket };
    const ended = await run((signal) => [
      copy(folder.connection, { ...where, items: wanted, move, overwrite }, signal),
    ]);
    if (ended.done > 0) onDone();
    if (ended.state === "done" && ended.failed.length === 0) onClose();
  };
  return (
    <Dialog
      title={`${word} ${formatCount(items.length, "item")} to …`}
      isOpen
      onClose={onClose}
      isBusy={running}
      actions={
        <>
          <Button onPress={running ? stop : onClose}>{running ? "Stop" : over ? "Close" : "Cancel"}</Button>
          {!over && (
            <Button
              look="primary"
              isPending={running}
              isDisabled={problem !== null}
              onPress={() => void doIt()}
            >
              {`${word} here`}
            </Button>
          )}
        </>
      }
    >
      {job.state === "idle" && (
        <>
          <Where place={place} onPlace={setPlace} />
          {place === null ? (
            <Buckets connection={folder.connection} onPlace={setPlace} />
          ) : (
            <Folders connection={folder.connection} place={place} onPlace={setPlace} />
          )}
          <label className="target-overwrite">
            <input
              type="checkbox"
              checked={overwrite}
              onChange={(event) => setOverwrite(event.target.checked)}
            />
            Replace files that are there already; otherwise they are left as they are
          </label>
          {problem && place && <p className="muted">{problem}</p>}
        </>
      )}
      <JobReport job={job} verb={move ? "moved" : "copied"} total={null} />
    </Dialog>
  );
}

/** Why the rows cannot go there. */
export function problemOf(folder: Folder, items: readonly Item[], place: Place): string | null {
  if (place.bucket !== folder.bucket) return null;
  if (place.prefix === folder.prefix) return "They are in this folder.";
  const into = items.find((item) => item.isFolder && place.prefix.startsWith(item.key));
  return into ? "A folder cannot go into itself." : null;
}

function Where({ place, onPlace }: { place: Place | null; onPlace: (place: Place | null) => void }) {
  const crumbs = place === null ? [] : above(place.prefix);
  return (
    <nav className="target-where" aria-label="Target">
      <button type="button" onClick={() => onPlace(null)}>
        <Icon name="home" size={16} />
        <span className="visually-hidden">All buckets</span>
      </button>
      {place !== null &&
        crumbs.map((prefix) => (
          <button key={prefix} type="button" onClick={() => onPlace({ ...place, prefix })}>
            <Icon name="chevron-right" size={12} />
            {prefix === "" ? place.bucket : <Name name={nameOf(prefix)} />}
          </button>
        ))}
    </nav>
  );
}

function Buckets({ connection, onPlace }: { connection: string; onPlace: (place: Place) => void }) {
  const { data, error } = useLocations(connection);
  if (error) return <p className="muted">{error.message}</p>;
  if (!data) return <Spinner label="Asking S3" />;
  return (
    <ul className="target-list">
      {data.locations.map(({ bucket, prefix, label }) => (
        <li key={`${bucket}/${prefix}`}>
          <button type="button" onClick={() => onPlace({ bucket, prefix })}>
            <Icon name="bucket" size={18} /> {label}
          </button>
        </li>
      ))}
      {data.locations.length === 0 && <li className="muted">No bucket can be listed.</li>}
    </ul>
  );
}

interface FoldersProps {
  connection: string;
  place: Place;
  onPlace: (place: Place) => void;
}

function Folders({ connection, place, onPlace }: FoldersProps) {
  const { bucket, prefix } = place;
  const listing = useMemo(
    () =>
      new Listing(prefix, (startAfter, signal) =>
        listObjects(connection, { bucket, prefix, startAfter }, signal),
      ),
    [connection, bucket, prefix],
  );
  useEffect(() => {
    listing.start();
    return () => listing.stop();
  }, [listing]);
  const view = useSyncExternalStore(listing.subscribe, listing.view);
  const folders = view.rows.filter((row) => row.folder);
  return (
    <ul className="target-list" aria-busy={view.state === "loading"}>
      {folders.map((row) => (
        <li key={row.key}>
          <button type="button" onClick={() => onPlace({ bucket, prefix: row.key })}>
            <FileIcon kind="folder" size={18} /> <Name name={rowName(row, prefix)} />
          </button>
        </li>
      ))}
      {view.state === "loading" && (
        <li>
          <Spinner label="Looking for folders" />
        </li>
      )}
      {view.error && <li className="muted">{view.error.message}</li>}
      {view.state === "done" && folders.length === 0 && <li className="muted">No folders in here.</li>}
    </ul>
  );
}
