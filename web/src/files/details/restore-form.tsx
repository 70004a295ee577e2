// Bringing something back from the archive, for some days.
import type { Tier } from "../../api/jobs";
import { t } from "../../messages/files";
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
    isDeep ? deep : isFlexible ? flexible : t.fromDeep(flexible, deep);
  const tiers: { value: Tier; label: string; hint: string }[] = [
    { value: "Standard", label: t.standard, hint: lasts(t.threeToFive, t.withinTwelve) },
    { value: "Bulk", label: t.bulk, hint: lasts(t.fiveToTwelve, t.withinDays) },
  ];
  if (!isDeep) {
    const hint = isFlexible ? t.oneToFive : t.oneToFiveNotDeep;
    tiers.push({ value: "Expedited", label: t.expedited, hint });
  }
  return (
    <div className="change">
      <TextField
        label={t.daysReadable}
        value={restoring.days}
        onChange={(days) => onChange({ ...restoring, days })}
        inputMode="numeric"
        autoComplete="off"
        error={daysOf(restoring) === null ? t.wholeDays : null}
      />
      <Choice
        label={t.howSoon}
        options={tiers}
        value={restoring.tier}
        onChange={(tier) => onChange({ ...restoring, tier })}
      />
      <p className="muted">{t.restoreWords}</p>
    </div>
  );
}
