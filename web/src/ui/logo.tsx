// The mark: a wardrobe with two doors.
import "./logo.css";

export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg className="logo" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path className="logo-feet" d="M8.5 27v3M23.5 27v3" />
      <rect className="logo-body" x="3" y="2" width="26" height="26" rx="6" />
      <path className="logo-doors" d="M16 6.5v17" />
      <circle className="logo-knob" cx="12.5" cy="15" r="1.6" />
      <circle className="logo-knob" cx="19.5" cy="15" r="1.6" />
    </svg>
  );
}
