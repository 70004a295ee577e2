// Bringing something back from the archive, for some days.
import type { Tier } from "../../api/jobs";
import { Choice } from "../../ui/choice";
import { TextField } from "../../ui/text-field";
import "./details.css";

export interface Restoring {
  days: string;
  tier: Tier;
}

/** Days as S3 takes them; null for anything else. */
export function daysOf({ days }: Restoring): number | null {
  const count = /^\d{1,5}$/.test(days.trim()) ? Number(days) : 0;
  return count >= 1 ? count : null;
}

export interface RestoreFormProps {
  restoring: Restoring;
  onChange: (restoring: Restoring) => void;
  /** Where it is known. */
  storageClass: string | null;
}

/** How long it takes. <https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html> */
export function RestoreForm({ restoring, onChange, storageClass }: RestoreFormProps) {
  const isDeep = storageClass === "DEEP_ARCHIVE";
  const isFlexible = storageClass === "GLACIER";
  const lasts = (flexible: string, deep: string) =>
    isDeep ? deep : isFlexible ? flexible : `${flexible}; from Deep Archive ${deep}`;
  const tiers: { value: Tier; label: string; hint: string }[] = [
    { value: "Standard", label: "Standard", hint: lasts("3 to 5 hours", "within 12 hours") },
    { value: "Bulk", label: "Bulk, the cheapest", hint: lasts("5 to 12 hours", "within 48 hours") },
  ];
  if (!isDeep) {
    const hint = isFlexible
      ? "1 to 5 minutes, the dearest"
      : "1 to 5 minutes, the dearest; not from Deep Archive";
    tiers.push({ value: "Expedited", label: "Expedited", hint });
  }
  return (
    <div className="change">
      <TextField
        label="Days that it can be read"
        value={restoring.days}
        onChange={(days) => onChange({ ...restoring, days })}
        inputMode="numeric"
        autoComplete="off"
        error={daysOf(restoring) === null ? "A whole number of days, 1 at least." : null}
      />
      <Choice
        label="How soon"
        options={tiers}
        value={restoring.tier}
        onChange={(tier) => onChange({ ...restoring, tier })}
      />
      <p className="muted">
        S3 makes a copy that can be read, and takes it away after these days. Until then both are paid for.
        The object stays in the archive.
      </p>
    </div>
  );
}
