// Somebody else was faster: what is theirs, and what to do.
import { useEffect, useRef, useState } from "react";
import { ApiError } from "../api/error";
import { t } from "../messages/editor";
import { Button } from "../ui/button";
import { Refusal } from "../ui/denial";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { Spinner } from "../ui/progress";
import { formatClock } from "../util/format";
import { type Merged, merge } from "./merge";
import { type Origin, isSame } from "./opening";
import { SaveAs } from "./save-as";
import { saveNew, saveOver } from "./saving";
import { SideBySide } from "./side-by-side";
import { type Place, type Stored, readStored } from "./stored";
import type { Text } from "./text";

interface ConflictDialogProps {
  place: Place;
  /** What was to be saved, and what it was made from. */
  mine: Text;
  origin: Origin;
  onSaved: (etag: string) => void;
  onSavedAs: (key: string) => void;
  onMerged: (merged: Merged, theirs: Origin) => void;
  onClose: () => void;
}

/** What is there now; `null` when it is gone. */
type Theirs = Stored | null;

export function ConflictDialog(props: ConflictDialogProps) {
  const { place, mine, origin, onSaved, onSavedAs, onMerged, onClose } = props;
  const [theirs, setTheirs] = useState<Theirs | undefined>();
  const [shows, setShows] = useState<"compare" | "save-as" | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);

  const look = async () => {
    setError(null);
    try {
      const now = await readStored(place);
      // The answer to a save was lost, or both have typed the same.
      if (now.text && isSame(now.text, mine)) return onSaved(now.etag);
      setTheirs(now);
    } catch (thrown) {
      const failed = ApiError.from(thrown);
      if (failed.code === "missing" || failed.code === "hidden") setTheirs(null);
      else setError(failed);
    }
  };
  const first = useRef(look);
  useEffect(() => void first.current(), []);

  const overwrite = async () => {
    setBusy(true);
    setError(null);
    try {
      onSaved(theirs ? await saveOver(place, mine, theirs.etag) : await saveNew(place, mine));
    } catch (thrown) {
      const failed = ApiError.from(thrown);
      // Again somebody was faster.
      if (["precondition-failed", "conflict", "missing"].includes(failed.code)) await look();
      else setError(failed);
    } finally {
      setBusy(false);
    }
  };
  const mergeBoth = () => {
    if (!theirs?.text) return;
    const merged = merge(origin.text, mine, theirs.text);
    if (!merged) {
      setError(new ApiError({ code: "invalid", message: t.tooDifferentToMerge }));
      return;
    }
    onMerged(merged, { text: theirs.text, etag: theirs.etag });
  };

  const canMerge = Boolean(theirs?.text) && origin.etag !== null;
  return (
    <Dialog
      title={titleOf(theirs, origin)}
      isOpen
      size="l"
      isBusy={busy}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose} isDisabled={busy}>
            {t.keepEditing}
          </Button>
          {theirs !== undefined && (
            <Button onPress={() => setShows(shows === "save-as" ? null : "save-as")} isDisabled={busy}>
              {t.saveAs}
            </Button>
          )}
          {theirs?.text && (
            <Button
              aria-pressed={shows === "compare"}
              onPress={() => setShows(shows === "compare" ? null : "compare")}
            >
              {t.compare}
            </Button>
          )}
          {theirs !== undefined && (
            <Button look={theirs ? "danger" : "primary"} isPending={busy} onPress={() => void overwrite()}>
              {theirs ? t.overwrite : t.saveAnew}
            </Button>
          )}
          {canMerge && (
            <Button look="primary" onPress={mergeBoth} isDisabled={busy}>
              {t.merge}
            </Button>
          )}
        </>
      }
    >
      {theirs === undefined && !error && <Spinner label={t.readingNow} />}
      {theirs !== undefined && <What theirs={theirs} isNew={origin.etag === null} canMerge={canMerge} />}
      {error && (
        <Notice
          tone="danger"
          title={error.message}
          actions={
            theirs === undefined && (
              <Button size="s" icon="refresh" onPress={() => void look()}>
                {t.tryAgain}
              </Button>
            )
          }
        >
          <Refusal error={error} />
        </Notice>
      )}
      {shows === "compare" && theirs?.text && <SideBySide theirs={theirs.text} mine={mine} />}
      {shows === "save-as" && <SaveAs place={place} mine={mine} onSaved={onSavedAs} />}
    </Dialog>
  );
}

function titleOf(theirs: Theirs | undefined, origin: Origin): string {
  if (theirs === null) return origin.etag === null ? t.notSavedNew : t.deletedByOther;
  return origin.etag === null ? t.fileThere : t.changedByOther;
}

interface WhatProps {
  theirs: Theirs;
  isNew: boolean;
  canMerge: boolean;
}

function What({ theirs, isNew, canMerge }: WhatProps) {
  if (!theirs) {
    return <p>{t.fileGone}</p>;
  }
  const when = theirs.modified ? formatClock(theirs.modified) : null;
  return (
    <>
      <p>
        {(isNew ? t.otherStored : t.otherSaved)(when)} {t.nothingLost(canMerge)}
      </p>
      {!theirs.text && <p>{t.notComparable(theirs.why)}</p>}
    </>
  );
}
