// A message that belongs to a place on the page.
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import type { Tone } from "./toast";
import "./notice.css";

const icons: Record<Tone, IconName> = { ok: "check", info: "info", warn: "warning", danger: "warning" };

export interface NoticeProps {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons. */
  actions?: ReactNode;
}

/** A boxed message. A failure is said to screen readers at once, the rest when they get to it. */
export function Notice({ tone = "info", title, children, actions }: NoticeProps) {
  return (
    <div className="notice" data-tone={tone} role={tone === "danger" ? "alert" : undefined}>
      <Icon name={icons[tone]} />
      <div className="notice-words">
        {title && <strong>{title}</strong>}
        {children}
      </div>
      {actions && <div className="notice-actions">{actions}</div>}
    </div>
  );
}
