// Why a place shows nothing: it is empty, it is not there, the role may not, the credentials have
// expired, or something does not answer. Five different things, never mixed up.
import type { ReactNode } from "react";
import { ApiError } from "../api/error";
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
      title="This folder is empty"
      actions={
        <>
          {onUpload && (
            <Button look="primary" icon="upload" onPress={onUpload}>
              Upload files
            </Button>
          )}
          {onNewFolder && (
            <Button icon="folder-plus" onPress={onNewFolder}>
              New folder
            </Button>
          )}
        </>
      }
    >
      {onUpload && <p>Drop files or folders here, or choose them.</p>}
    </EmptyState>
  );
}

/** Nothing of this name. `hidden` when S3 would not say whether it is there. */
export function Missing({ error, actions }: { error?: ApiError; actions?: ReactNode }) {
  const hidden = error?.code === "hidden";
  return (
    <EmptyState
      icon={hidden ? "lock" : "search"}
      title={hidden ? "Not there, or hidden from your role" : "There is nothing here"}
      actions={actions}
      role="alert"
    >
      <p>{error?.message ?? "No object begins with this address."}</p>
      {hidden && <p>Without the right to list a bucket, S3 does not tell the one from the other.</p>}
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
      title={error.denial?.aws_code ? "AWS says no" : "Not allowed"}
      actions={onRetry && <Retry onRetry={onRetry} />}
    >
      <p>{error.message}</p>
      {children}
      <Refusal error={error} />
    </EmptyState>
  );
}

/** The credentials have ended. Whoever shows this gives what brings new ones. */
export function Expired({ endedAt, children }: { endedAt?: string | number | null; children?: ReactNode }) {
  const when = endedAt === undefined || endedAt === null ? "" : ` at ${formatClock(endedAt)}`;
  return (
    <EmptyState icon="clock" tone="warn" role="alert" title={`Your credentials expired${when}`}>
      {children ?? <p>With new ones you go on right here. Nothing in S3 has changed.</p>}
    </EmptyState>
  );
}

/** Anything else: mostly, something does not answer. */
export function Failed({ error, onRetry }: { error: ApiError; onRetry?: () => void }) {
  const { title, icon } =
    // An answer that says what went wrong in there is an answer.
    error.code === "unreachable" && error.denial?.aws_code
      ? { title: "S3 is in trouble", icon: "warning" as const }
      : (failures[error.code] ?? { title: "That did not work", icon: "warning" as const });
  return (
    <EmptyState
      icon={icon}
      tone="warn"
      role="alert"
      title={title}
      actions={onRetry && <Retry onRetry={onRetry} />}
    >
      <p>{error.message}</p>
      <Refusal error={error} />
    </EmptyState>
  );
}

const failures: Partial<Record<ApiError["code"], { title: string; icon: IconName }>> = {
  "no-answer": { title: "Wardrobe does not answer", icon: "unplugged" },
  unreachable: { title: "S3 does not answer", icon: "unplugged" },
  throttled: { title: "S3 asks us to slow down", icon: "clock" },
  "wrong-clock": { title: "The clocks differ", icon: "clock" },
  "wrong-region": { title: "This bucket is in another region", icon: "place" },
  archived: { title: "This object is archived", icon: "clock" },
  invalid: { title: "This address makes no sense to S3", icon: "warning" },
};

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
      Try again
    </Button>
  );
}
