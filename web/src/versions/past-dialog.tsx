// Asks as of which moment a folder is to be shown.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { showBucket } from "../api/versions";
import type { Folder } from "../files/item";
import { t } from "../messages/versions";
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
  { words: t.hourAgo, by: HOUR },
  { words: t.yesterday, by: 24 * HOUR },
  { words: t.weekAgo, by: 7 * 24 * HOUR },
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
  const problem = Number.isNaN(moment.getTime()) ? t.chooseMoment : null;
  const kept = known.data && keptWords(known.data.versioning);
  const none = known.data?.versioning === "off";
  const go = () => {
    if (problem !== null || none) return;
    navigate(paths.files(connection, { bucket, prefix, at: moment.toISOString() }));
    onClose();
  };
  return (
    <Dialog
      title={t.asItWas(titleOf(bucket, prefix))}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="primary" icon="clock" isDisabled={problem !== null || none} onPress={go}>
            {t.showIt}
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
          label={t.moment}
          type="datetime-local"
          value={text}
          onChange={setText}
          error={problem}
          hint={t.momentHint}
        />
      </form>
      <div className="past-earlier" role="group" aria-label={t.earlier}>
        {earlier.map(({ words, by }) => (
          <Button key={words} size="s" onPress={() => setText(localMoment(new Date(Date.now() - by)))}>
            {words}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
