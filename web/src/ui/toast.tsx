// Short messages that come and go in a corner, said to screen readers as well.
import {
  Button,
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components/Toast";
import { m } from "../messages";
import { Icon, type IconName } from "./icon";
import "./toast.css";

export type Tone = "ok" | "info" | "warn" | "danger";

export interface Message {
  tone: Tone;
  title: string;
  detail?: string;
  /** One thing to do about it, such as Undo. */
  action?: { label: string; onAction: () => void };
  /** Milliseconds until what went well goes by itself. */
  lasts?: number;
}

const queue = new ToastQueue<Message>({ maxVisibleToasts: 4 });

/** Shows a message, and gives what takes it away. What went well goes by itself; what did not stays
 * until it is closed. */
export function toast(message: Message): () => void {
  const passing = message.tone === "ok" || message.tone === "info";
  const key = queue.add(message, { timeout: passing ? (message.lasts ?? 6_000) : undefined });
  return () => queue.close(key);
}

const icons: Record<Tone, IconName> = { ok: "check", info: "info", warn: "warning", danger: "warning" };

/** Where the messages appear: once, around everything. */
export function Toasts() {
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={m.ui.messages}>
      {({ toast: { key, content } }) => (
        <AriaToast toast={{ key, content }} className="toast" data-tone={content.tone}>
          <Icon name={icons[content.tone]} />
          <ToastContent className="toast-words">
            <Text slot="title">{content.title}</Text>
            {content.detail && (
              <Text slot="description" className="toast-detail">
                {content.detail}
              </Text>
            )}
          </ToastContent>
          {content.action && (
            <Button
              slot={null}
              className="toast-action"
              onPress={() => {
                content.action?.onAction();
                queue.close(key);
              }}
            >
              {content.action.label}
            </Button>
          )}
          <Button slot="close" className="toast-close" aria-label={m.ui.close}>
            <Icon name="close" size={16} />
          </Button>
        </AriaToast>
      )}
    </ToastRegion>
  );
}
