// The shape of what is on its way.
import "./skeleton.css";

/** A grey line of some width, such as `12ch` or `60%`. */
export function Skeleton({ width = "100%", height = "0.9em" }: { width?: string; height?: string }) {
  return <span className="skeleton" aria-hidden="true" style={{ width, height }} />;
}
