// Why a place shows nothing: it is empty, it is not there, the role may not, the credentials have
// expired, or something does not answer. Five different things, never mixed up.
import type { ReactNode } from "react";
import { ApiError } from "../api/error";
import { m } from "../messages";
import { formatClock } from "../util/format";
import { Button } from "./button";
import { Refusal } from "./denial";
import { EmptyState } from "./empty-state";
import type { IconName } from "./icon";

/** A folder with nothing in it. */
export function EmptyFolder({ onUpload, onNewFolder }: { onUpload?: () => void; onNewFolder?: () => void }) {
  return (
    <EmptyState
      icon="folder"
      title={m.ui.folderEmpty}
      actions={
        <>
          {onUpload && (
            <Button look="primary" icon="upload" onPress={onUpload}>
              {m.ui.upload}
            </Button>
          )}
          {onNewFolder && (
            <Button icon="folder-plus" onPress={onNewFolder}>
              {m.ui.newFolder}
            </Button>
          )}
        </>
      }
    >
      {onUpload && <p>{m.ui.dropHere}</p>}
    </EmptyState>
  );
}

/** Nothing of this name. `hidden` when S3 would not say whether it is there. */
export function Missing({ error, actions }: { error?: ApiError; actions?: ReactNode }) {
  const hidden = error?.code === "hidden";
  return (
    <EmptyState
      icon={hidden ? "lock" : "search"}
      title={hidden ? m.ui.hidden : m.ui.nothingHere}
      actions={actions}
      role="alert"
    >
      <p dir="auto">{error?.message ?? m.ui.noObject}</p>
      {hidden && <p>{m.ui.hiddenWhy}</p>}
      {error?.denial && <Refusal error={error} />}
    </EmptyState>
  );
}

interface DeniedProps {
  error: ApiError;
  onRetry?: () => void;
  /** Where one can go instead. */
  children?: ReactNode;
}

/** AWS, or the connection, says no. */
export function Denied({ error, onRetry, children }: DeniedProps) {
  return (
    <EmptyState
      icon="lock"
      tone="danger"
      role="alert"
      title={error.denial?.aws_code ? m.ui.awsNo : m.ui.notAllowed}
      actions={onRetry && <Retry onRetry={onRetry} />}
    >
      <p dir="auto">{error.message}</p>
      {children}
      <Refusal error={error} />
    </EmptyState>
  );
}

/** The credentials have ended. Whoever shows this gives what brings new ones. */
export function Expired({ endedAt, children }: { endedAt?: string | number | null; children?: ReactNode }) {
  const when = endedAt === undefined || endedAt === null ? null : formatClock(endedAt);
  return (
    <EmptyState icon="clock" tone="warn" role="alert" title={m.ui.expired(when)}>
      {children ?? <p>{m.ui.expiredHint}</p>}
    </EmptyState>
  );
}

/** Anything else: mostly, something does not answer. */
export function Failed({ error, onRetry }: { error: ApiError; onRetry?: () => void }) {
  const { title, icon } =
    // An answer that says what went wrong in there is an answer.
    error.code === "unreachable" && error.denial?.aws_code
      ? { title: m.ui.inTrouble, icon: "warning" as const }
      : (failuresOf()[error.code] ?? { title: m.ui.failed, icon: "warning" as const });
  return (
    <EmptyState
      icon={icon}
      tone="warn"
      role="alert"
      title={title}
      actions={onRetry && <Retry onRetry={onRetry} />}
    >
      <p dir="auto">{error.message}</p>
      <Refusal error={error} />
    </EmptyState>
  );
}

const failuresOf = (): Partial<Record<ApiError["code"], { title: string; icon: IconName }>> => ({
  "no-answer": { title: m.ui.noAnswer, icon: "unplugged" },
  unreachable: { title: m.ui.unreachable, icon: "unplugged" },
  throttled: { title: m.ui.throttled, icon: "clock" },
  "wrong-clock": { title: m.ui.wrongClock, icon: "clock" },
  "wrong-region": { title: m.ui.wrongRegion, icon: "place" },
  archived: { title: m.ui.archived, icon: "clock" },
  invalid: { title: m.ui.invalid, icon: "warning" },
});

/** The state that fits an error. */
export function ErrorState({ error: thrown, onRetry }: { error: unknown; onRetry?: () => void }) {
  const error = ApiError.from(thrown);
  switch (error.code) {
    case "expired":
      return <Expired />;
    case "denied":
    case "cross-site":
      return <Denied error={error} onRetry={onRetry} />;
    case "missing":
    case "hidden":
    case "not-found":
      return <Missing error={error} actions={onRetry && <Retry onRetry={onRetry} />} />;
    default:
      return <Failed error={error} onRetry={onRetry} />;
  }
}

function Retry({ onRetry }: { onRetry: () => void }) {
  return (
    <Button icon="refresh" onPress={onRetry}>
      {m.ui.tryAgain}
    </Button>
  );
}
