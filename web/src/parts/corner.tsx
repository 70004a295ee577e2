// The corner of every page in which work that goes on is shown, one panel above the other.
import type { ReactNode } from "react";
import "./corner.css";

export function Corner({ children }: { children: ReactNode }) {
  return <div className="corner">{children}</div>;
}
