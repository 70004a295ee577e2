// What unfinished uploads, whoever began them, have left in a folder. Their parts are paid for and in no list.
import { useCallback, useEffect, useState } from "react";
import { ApiError } from "../api/client";
import { abortUpload, listUploads } from "../api/transfers";
import type { LeftUploads as Left } from "../api/types";
import { JobReport, useWork } from "../jobs";
import { t } from "../messages/files";
import type { Target } from "../transfer";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { formatMoment } from "../util/format";
import { WhileItRuns } from "./while-it-runs";
import "./left-uploads.css";

type Upload = Left["uploads"][number];

/** Hours after which nobody is thought to be at an upload any more. */
const OLD = 24;

const isOld = (since: string | null | undefined) => Date.parse(since ?? "") < Date.now() - OLD * 3_600_000;

/** A list of them, each with its end. */
export function LeftUploads({ folder, onClose }: { folder: Target; onClose: () => void }) {
  const { connection, bucket, prefix } = folder;
  const [left, setLeft] = useState<Left | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const working = useWork();
  const look = useCallback(() => {
    const stop = new AbortController();
    listUploads(connection, bucket, prefix, stop.signal).then(setLeft, (thrown: unknown) => {
      if (!stop.signal.aborted) setError(ApiError.from(thrown));
    });
    return () => stop.abort();
  }, [connection, bucket, prefix]);
  useEffect(look, [look]);
  const removeOld = async () => {
    const work = { kind: "abort-uploads" as const, bucket, prefix, older_than_hours: OLD };
    if (await working.run(connection, work)) look();
  };
  const remove = async (uploads: Upload[]) => {
    setBusy(true);
    setError(null);
    try {
      for (const { key, upload_id } of uploads) {
        await abortUpload(connection, bucket, key, upload_id);
        setLeft(
          (now) => now && { ...now, uploads: now.uploads.filter((one) => one.upload_id !== upload_id) },
        );
      }
    } catch (thrown) {
      setError(ApiError.from(thrown));
    }
    setBusy(false);
  };
  const uploads = left?.uploads ?? [];
  // Of those that are not shown, some may be old.
  const old = left?.more || uploads.some(({ initiated }) => isOld(initiated));
  const buttons = uploads.length > 0 && (
    <>
      {old && (
        <Button isDisabled={isBusy} onPress={() => void removeOld()}>
          {t.removeOld}
        </Button>
      )}
      {uploads.length > 1 && (
        <Button look="danger" isDisabled={isBusy} onPress={() => void remove(uploads)}>
          {t.removeUploads(uploads.length)}
        </Button>
      )}
    </>
  );
  return (
    <Dialog
      title={t.leftTitle}
      isOpen
      onClose={onClose}
      actions={working.isRunning ? <WhileItRuns working={working} onLeave={onClose} /> : buttons}
    >
      <p>{t.leftWords}</p>
      {error && <Notice tone="danger">{error.message}</Notice>}
      {!left && !error && <p className="muted">{t.looking}</p>}
      {left && uploads.length === 0 && <p className="muted">{t.noneLeft}</p>}
      <ul className="left-uploads">
        {uploads.map((upload) => (
          <li key={upload.upload_id}>
            <span className="left-name">
              <bdi>{upload.key.slice(prefix.length)}</bdi>
              <span className="left-since muted num">{formatMoment(upload.initiated)}</span>
            </span>
            <Button
              size="s"
              aria-label={t.removeLeft(upload.key)}
              isDisabled={isBusy}
              onPress={() => void remove([upload])}
            >
              {t.remove}
            </Button>
          </li>
        ))}
      </ul>
      {left?.more && <p className="muted">{t.moreLeft}</p>}
      <JobReport connection={connection} working={working} total={null} prefix={prefix} />
    </Dialog>
  );
}
