// One upload in the panel.
import { memo } from "react";
import { Button, IconButton } from "../ui/button";
import { FileIcon } from "../ui/file-icon";
import { Icon, type IconName } from "../ui/icon";
import { Progress } from "../ui/progress";
import { kindOf } from "../util/kind";
import { transfers } from "./engine";
import type { Row, State } from "./item";
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
};

/** A file, where it stands, and what can be done about it. */
export const TransferRow = memo(function TransferRow({ row, now, onAsk }: Props) {
  const { path, state, size, sent } = row;
  const { kind } = state;
  const mark = marks[kind];
  const moving = kind === "sending" || kind === "resting" || kind === "finishing";
  return (
    <li className="transfer" data-state={kind}>
      <FileIcon kind={kindOf(path)} />
      <div className="transfer-words">
        <span className="transfer-name" title={path}>
          <bdi>{path}</bdi>
        </span>
        <span className="transfer-state num">
          {mark && <Icon name={mark} size={14} />}
          {standing(row, now)}
        </span>
        {moving && (
          <Progress
            label={path}
            value={kind === "finishing" || size === 0 ? undefined : sent / size}
            tone={kind === "resting" ? "warn" : "accent"}
          />
        )}
      </div>
      <Actions row={row} onAsk={onAsk} />
    </li>
  );
}, same);

function Actions({ row: { id, path, state }, onAsk }: { row: Row; onAsk: () => void }) {
  switch (state.kind) {
    case "finishing":
      return null;
    case "conflict":
      return (
        <Button size="s" aria-label={`Answer for ${path}`} onPress={onAsk}>
          Answer
        </Button>
      );
    case "failed":
    case "cancelled":
    case "skipped":
      return (
        <span className="transfer-actions">
          <IconButton
            size="s"
            icon="refresh"
            label={`Upload ${path} again`}
            onPress={() => transfers.retry(id)}
          />
          <IconButton
            size="s"
            icon="close"
            label={`Remove ${path} from this list`}
            onPress={() => transfers.dismiss(id)}
          />
        </span>
      );
    case "done":
      return (
        <IconButton
          size="s"
          icon="close"
          label={`Remove ${path} from this list`}
          onPress={() => transfers.dismiss(id)}
        />
      );
    default:
      return (
        <IconButton size="s" icon="close" label={`Cancel ${path}`} onPress={() => transfers.cancel(id)} />
      );
  }
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
