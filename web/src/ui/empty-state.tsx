// Why there is nothing to see here, and what to do.
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import "./empty-state.css";

export interface EmptyStateProps {
  icon: IconName;
  title: string;
  children?: ReactNode;
  /** Buttons. */
  actions?: ReactNode;
  tone?: "calm" | "warn" | "danger";
  /** Said to screen readers as soon as it appears. */
  role?: "status" | "alert";
  /** Of its heading: 1 where it is all there is on the page. */
  level?: 1 | 2;
}

export function EmptyState({
  icon,
  title,
  children,
  actions,
  tone = "calm",
  role,
  level = 2,
}: EmptyStateProps) {
  return (
    <section className="empty" data-tone={tone} role={role}>
      <span className="empty-icon">
        <Icon name={icon} size={28} />
      </span>
      {level === 1 ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children && <div className="empty-words">{children}</div>}
      {actions && <div className="empty-actions">{actions}</div>}
    </section>
  );
}
