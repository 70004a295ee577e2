// Having a folder, or a part of it, back as it was.
import { type Folder, type Item, selectionOf } from "../files/item";
import { displayName } from "../listing/names";
import { t } from "../messages/versions";
import { titleOf } from "../parts/breadcrumb";
import { Button } from "../ui/button";
import { Refusal } from "../ui/denial";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { Progress, Spinner } from "../ui/progress";
import { toast } from "../ui/toast";
import { formatSize } from "../util/format";
import { type Counting, type Restoring, useCounting, useRestoring } from "./use-restoring";
import { formatSecond } from "./words";

interface RestoreDialogProps {
  folder: Folder;
  /** What of it; all of it without. */
  item: Item | null;
  at: string;
  onClose: () => void;
}

export function RestoreDialog({ folder, item, at, onClose }: RestoreDialogProps) {
  const { connection, bucket, prefix } = folder;
  const selection = item ? selectionOf(folder, [item]) : { bucket, keys: [], prefixes: [prefix] };
  const counting = useCounting(connection, selection, at);
  const { work, run, stop } = useRestoring(connection, selection, at);
  const name = item ? displayName(item.name) : titleOf(bucket, prefix);
  const changes = counting.restored + counting.hidden;
  const running = work.state === "running";
  const over = work.state !== "idle" && !running;
  const doIt = async () => {
    const ended = await run();
    if (ended.state !== "done" || ended.failed > 0) return;
    toast({ tone: "ok", title: t.isAsItWas(name, formatSecond(at)) });
    onClose();
  };
  return (
    <Dialog
      title={t.restoreAsk(name)}
      isOpen
      onClose={onClose}
      isBusy={running}
      actions={
        <>
          <Button onPress={running ? stop : onClose}>{running ? t.stop : over ? t.close : t.cancel}</Button>
          {over ? (
            (work.failed > 0 || work.state !== "done") && (
              <Button onPress={() => void doIt()}>{t.tryAgain}</Button>
            )
          ) : counting.error ? (
            <Button icon="refresh" onPress={counting.again}>
              {t.tryAgain}
            </Button>
          ) : (
            <Button
              look="primary"
              icon="refresh"
              isPending={running}
              isDisabled={!counting.isWhole || changes === 0}
              onPress={() => void doIt()}
            >
              {counting.isWhole && changes > 0 ? t.restoreSome(changes) : t.restore}
            </Button>
          )}
        </>
      }
    >
      {work.state === "idle" ? (
        <Changes counting={counting} at={at} />
      ) : (
        <Report work={work} total={changes} prefix={prefix} />
      )}
    </Dialog>
  );
}

function Changes({ counting, at }: { counting: Counting; at: string }) {
  const { restored, bytes, hidden, isWhole, error } = counting;
  if (error) {
    return (
      <Notice tone="danger" title={t.notRestorable}>
        <p>{error.message}</p>
        <Refusal error={error} />
      </Notice>
    );
  }
  const sums = (
    <ul className="num">
      <li>{t.otherContent(restored, formatSize(bytes))}</li>
      <li>{t.notThereThen(hidden)}</li>
    </ul>
  );
  if (isWhole && restored + hidden === 0) return <p role="status">{t.nothingToRestore(formatSecond(at))}</p>;
  return (
    <>
      {isWhole ? <p role="status">{t.toBeAsOn(formatSecond(at))}</p> : <Spinner label={t.counting} />}
      {sums}
      <p>{t.keptAll}</p>
    </>
  );
}

function Report({ work, total, prefix }: { work: Restoring; total: number; prefix: string }) {
  const { state, done, failed, first, error } = work;
  const running = state === "running";
  return (
    <div aria-live="polite">
      {running && <Progress label={t.restoring} value={total ? (done + failed) / total : undefined} />}
      <p className="num">
        {t.restoredSome(done, running ? total : null)}
        {state === "stopped" && t.stoppedHere}
      </p>
      {error && (
        <Notice tone="danger" title={t.brokeOff}>
          <p>{error.message}</p>
          <Refusal error={error} />
        </Notice>
      )}
      {first && (
        <Notice tone="warn" title={t.notRestored(failed)}>
          <p>
            <bdi>
              {displayName(first.key.startsWith(prefix) ? first.key.slice(prefix.length) : first.key)}
            </bdi>
            : {first.error.message}
          </p>
          <Refusal error={first.error} />
        </Notice>
      )}
    </div>
  );
}
