// One upload in the panel.
import { memo, useRef } from "react";
import { t } from "../messages/transfer";
import { Button, IconButton } from "../ui/button";
import { FileIcon } from "../ui/file-icon";
import { Icon, type IconName } from "../ui/icon";
import { Progress } from "../ui/progress";
import { kindOf } from "../util/kind";
import { transfers } from "./engine";
import type { Row, State } from "./item";
import { Refused } from "./refused";
import { standing } from "./words";

interface Props {
  row: Row;
  /** For what counts down; 0 for what does not. */
  now: number;
  /** Asks about the object in the way. */
  onAsk: () => void;
}

const marks: Partial<Record<State["kind"], IconName>> = {
  done: "check",
  failed: "warning",
  conflict: "warning",
  paused: "pause",
  stopped: "pause",
  left: "pause",
};

/** A file, where it stands, and what can be done about it. */
export const TransferRow = memo(function TransferRow({ row, now, onAsk }: Props) {
  const { path, state, size, sent } = row;
  const { kind } = state;
  const mark = marks[kind];
  const moving = kind === "sending" || kind === "resting" || kind === "finishing" || kind === "comparing";
  const share = kind === "comparing" ? state.share : sent / size;
  return (
    <li className="corner-row" data-state={kind}>
      <FileIcon kind={kindOf(path)} />
      <div className="corner-words">
        <span className="transfer-name" title={path}>
          <bdi>{path}</bdi>
        </span>
        <span className="corner-state num">
          {mark && <Icon name={mark} size={14} />}
          {standing(row, now)}
        </span>
        {kind === "failed" && state.refusal && (
          <span className="transfer-refused">
            <Refused path={path} refusal={state.refusal} onAgain={() => transfers.retry(row.id)} />
          </span>
        )}
        {row.checksum && (
          <span className="transfer-sum num muted" title={t.checksumOf}>
            CRC64NVME {row.checksum}
          </span>
        )}
        {moving && (
          <Progress
            label={path}
            value={kind === "finishing" || size === 0 ? undefined : share}
            tone={kind === "resting" ? "warn" : "accent"}
          />
        )}
      </div>
      <Actions row={row} onAsk={onAsk} />
    </li>
  );
}, same);

function Actions({ row, onAsk }: { row: Row; onAsk: () => void }) {
  const { id, path, state } = row;
  switch (state.kind) {
    case "finishing":
      return null;
    case "conflict":
      return (
        <Button size="s" aria-label={t.answerFor(path)} onPress={onAsk}>
          {t.answer}
        </Button>
      );
    case "failed":
    case "cancelled":
    case "skipped":
      return (
        <span className="corner-actions">
          <IconButton size="s" icon="refresh" label={t.again(path)} onPress={() => transfers.retry(id)} />
          <IconButton size="s" icon="close" label={t.remove(path)} onPress={() => transfers.dismiss(id)} />
        </span>
      );
    case "done":
      return (
        <IconButton size="s" icon="close" label={t.remove(path)} onPress={() => transfers.dismiss(id)} />
      );
    case "left":
      return <LeftActions row={row} />;
    case "stopped":
      return (
        <span className="corner-actions">
          <IconButton size="s" icon="play" label={t.goOnWith(path)} onPress={() => transfers.retry(id)} />
          <Cancel row={row} />
        </span>
      );
    default:
      return (
        <span className="corner-actions">
          <IconButton size="s" icon="pause" label={t.pause(path)} onPress={() => transfers.pause(id)} />
          <Cancel row={row} />
        </span>
      );
  }
}

function Cancel({ row: { id, path } }: { row: Row }) {
  return <IconButton size="s" icon="close" label={t.cancel(path)} onPress={() => transfers.cancel(id)} />;
}

/** What an unfinished upload of an earlier visit needs: its file, or an end. */
function LeftActions({ row }: { row: Row }) {
  const { id, path, state } = row;
  const file = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    const [chosen] = input.files ?? [];
    if (chosen) transfers.take(id, chosen);
    input.value = "";
  };
  return (
    <span className="corner-actions">
      {state.kind === "left" && state.byHandle ? (
        <Button size="s" aria-label={t.goOnWith(path)} onPress={() => void transfers.reopen(id)}>
          {t.goOn}
        </Button>
      ) : (
        <Button size="s" aria-label={t.chooseFor(path)} onPress={() => file.current?.click()}>
          {t.choose}
        </Button>
      )}
      <Cancel row={row} />
      <input
        ref={file}
        type="file"
        hidden
        aria-label={t.fileOf(path)}
        onChange={(event) => take(event.target)}
      />
    </span>
  );
}

/** A view makes new rows each time; most of them say what they said before. */
function same(before: Props, after: Props): boolean {
  const [a, b] = [before.row, after.row];
  return (
    a.state === b.state &&
    a.sent === b.sent &&
    a.speed === b.speed &&
    a.key === b.key &&
    before.now === after.now
  );
}
