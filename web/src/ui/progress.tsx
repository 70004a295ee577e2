// How far something has come.
import { ProgressBar } from "react-aria-components/ProgressBar";
import "./progress.css";

export interface ProgressProps {
  /** What is under way, for screen readers. */
  label: string;
  /** 0 to 1; without it the end is not known. */
  value?: number;
  tone?: "accent" | "ok" | "warn" | "danger";
}

export function Progress({ label, value, tone = "accent" }: ProgressProps) {
  const known = value !== undefined;
  return (
    <ProgressBar
      aria-label={label}
      className="progress"
      data-tone={tone}
      value={known ? Math.min(Math.max(value, 0), 1) * 100 : undefined}
      isIndeterminate={!known}
    >
      {({ percentage }) => (
        <div className="progress-fill" style={known ? { width: `${percentage ?? 0}%` } : undefined} />
      )}
    </ProgressBar>
  );
}

/** Something is under way, and its words. */
export function Spinner({ label }: { label: string }) {
  return (
    <span className="spinner-line" role="status">
      <span className="spinner" />
      {label}
    </span>
  );
}
