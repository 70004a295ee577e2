// Asks as of which moment a folder is to be shown.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { showBucket } from "../api/versions";
import type { Folder } from "../files/item";
import { titleOf } from "../parts/breadcrumb";
import { paths } from "../routes";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { TextField } from "../ui/text-field";
import { keptWords, localMoment } from "./words";
import "./versions.css";

export interface PastDialogProps {
  folder: Folder;
  /** The moment that is shown. */
  at?: string;
  onClose: () => void;
}

const HOUR = 3_600_000;
const earlier = [
  { words: "An hour ago", by: HOUR },
  { words: "Yesterday", by: 24 * HOUR },
  { words: "A week ago", by: 7 * 24 * HOUR },
];

export default function PastDialog({ folder, at, onClose }: PastDialogProps) {
  const { connection, bucket, prefix } = folder;
  const [text, setText] = useState(() => localMoment(at ? new Date(at) : new Date(Date.now() - HOUR)));
  const [, navigate] = useLocation();
  const known = useQuery({
    queryKey: ["bucket", connection, bucket],
    queryFn: ({ signal }) => showBucket(connection, bucket, signal),
  });
  const moment = new Date(text);
  const problem = Number.isNaN(moment.getTime()) ? "Choose a day and a time." : null;
  const kept = known.data && keptWords(known.data.versioning);
  const none = known.data?.versioning === "off";
  const go = () => {
    if (problem !== null || none) return;
    navigate(paths.files(connection, { bucket, prefix, at: moment.toISOString() }));
    onClose();
  };
  return (
    <Dialog
      title={`“${titleOf(bucket, prefix)}” as it was`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" icon="clock" isDisabled={problem !== null || none} onPress={go}>
            Show it
          </Button>
        </>
      }
    >
      {kept && <Notice tone="warn">{kept}</Notice>}
      <form
        className="past-moment"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <TextField
          label="Moment, in your own time"
          type="datetime-local"
          value={text}
          onChange={setText}
          error={problem}
          hint="The page then shows what was in the folder. Nothing is changed by that."
        />
      </form>
      <div className="past-earlier" role="group" aria-label="Earlier">
        {earlier.map(({ words, by }) => (
          <Button key={words} size="s" onPress={() => setText(localMoment(new Date(Date.now() - by)))}>
            {words}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
