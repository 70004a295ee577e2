// Having a folder, or a part of it, back as it was.
import { type Folder, type Item, selectionOf } from "../files/item";
import { displayName } from "../listing/names";
import { titleOf } from "../parts/breadcrumb";
import { Button } from "../ui/button";
import { Refusal } from "../ui/denial";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { Progress, Spinner } from "../ui/progress";
import { toast } from "../ui/toast";
import { formatCount, formatSize } from "../util/format";
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
    toast({ tone: "ok", title: `“${name}” is as it was on ${formatSecond(at)}` });
    onClose();
  };
  return (
    <Dialog
      title={`Restore “${name}” to this moment?`}
      isOpen
      onClose={onClose}
      isBusy={running}
      actions={
        <>
          <Button onPress={running ? stop : onClose}>{running ? "Stop" : over ? "Close" : "Cancel"}</Button>
          {over ? (
            (work.failed > 0 || work.state !== "done") && (
              <Button onPress={() => void doIt()}>Try again</Button>
            )
          ) : (
            <Button
              look="primary"
              icon="refresh"
              isPending={running}
              isDisabled={!counting.isWhole || changes === 0}
              onPress={() => void doIt()}
            >
              {counting.isWhole && changes > 0 ? `Restore ${formatCount(changes, "object")}` : "Restore"}
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
      <Notice tone="danger" title="It cannot be restored">
        <p>{error.message}</p>
        <Refusal error={error} />
      </Notice>
    );
  }
  const sums = (
    <ul className="num">
      <li>
        {formatCount(restored, "object")} ({formatSize(bytes)}) had another content then, or{" "}
        {restored === 1 ? "is" : "are"} deleted now: the version of then is copied on top.
      </li>
      <li>
        {formatCount(hidden, "object")} {hidden === 1 ? "was" : "were"} not there then:{" "}
        {hidden === 1 ? "it is" : "they are"} deleted, and kept as{" "}
        {hidden === 1 ? "an older version" : "older versions"}.
      </li>
    </ul>
  );
  if (isWhole && restored + hidden === 0)
    return <p role="status">Everything is as it was on {formatSecond(at)}. There is nothing to restore.</p>;
  return (
    <>
      {isWhole ? (
        <p role="status">To be as on {formatSecond(at)}:</p>
      ) : (
        <Spinner label="Counting what differs" />
      )}
      {sums}
      <p>
        Nothing is deleted for good: what is there now stays as an older version, and a restore to now brings
        it back. Each copy is stored, and paid for, once more.
      </p>
    </>
  );
}

function Report({ work, total, prefix }: { work: Restoring; total: number; prefix: string }) {
  const { state, done, failed, first, error } = work;
  const running = state === "running";
  return (
    <div aria-live="polite">
      {running && <Progress label="Restoring" value={total ? (done + failed) / total : undefined} />}
      <p className="num">
        {formatCount(done, "object")} restored
        {running && ` of ${total.toLocaleString("en")}`}
        {state === "stopped" && ". Stopped: the rest is as it is now."}
      </p>
      {error && (
        <Notice tone="danger" title="It broke off">
          <p>{error.message}</p>
          <Refusal error={error} />
        </Notice>
      )}
      {first && (
        <Notice tone="warn" title={`${formatCount(failed, "object")} not restored`}>
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
