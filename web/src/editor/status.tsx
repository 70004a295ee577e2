// How a text stands: what it is, and where the last of it is.
import { t } from "../messages/editor";
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
      <span className="muted editor-hint">{t.hint}</span>
    </>
  );
}

function words({ isNew, isDirty, isSaving, savedAt, standing }: Omit<StatusProps, "form">): string {
  if (isSaving) return t.saving;
  if (isDirty) {
    if (standing.isLost) return t.notKept;
    if (standing.at === null) return t.notSaved;
    return t.kept(formatClock(standing.at));
  }
  if (savedAt !== null) return t.savedAt(formatClock(savedAt));
  return isNew ? t.notThere : t.nothingChanged;
}
