// How a text stands: what it is, and where the last of it is.
import { formatClock } from "../util/format";
import type { Standing } from "./keeper";
import { type Form, formWords } from "./text";

interface StatusProps {
  form: Form;
  isNew: boolean;
  isDirty: boolean;
  isSaving: boolean;
  savedAt: number | null;
  standing: Standing;
}

export function Status({ form, ...how }: StatusProps) {
  return (
    <>
      <span role="status">{words(how)}</span>
      <span className="muted">{formWords(form)}</span>
      <span className="muted editor-hint">Tab indents; Escape, then Tab leaves the text</span>
    </>
  );
}

function words({ isNew, isDirty, isSaving, savedAt, standing }: Omit<StatusProps, "form">): string {
  if (isSaving) return "Saving…";
  if (isDirty) {
    if (standing.isLost) return "Not saved, and this browser keeps nothing: save before you leave";
    if (standing.at === null) return "Not saved";
    return `Not saved · kept in this browser at ${formatClock(standing.at)}`;
  }
  if (savedAt !== null) return `Saved at ${formatClock(savedAt)}`;
  return isNew ? "Not there yet: saving it stores it" : "Nothing changed";
}
