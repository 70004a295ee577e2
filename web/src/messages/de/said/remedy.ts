// What would lift a refusal, in German: who has to do what. The server says it in English.
import type { Denial, Remedy } from "../../../api/types";
import { whoIs } from "../refusal";

/** What no policy changes, by what the refusal means. */
const steps: Record<string, string> = {
  "wrong-clock": "Ein Administrator dieses Servers muss die Uhr nach dem Netz stellen lassen (NTP).",
  "object-lock":
    "Warten Sie, bis die Aufbewahrungsfrist endet. Einen Legal Hold nimmt weg, wer s3:PutObjectLegalHold darf; an einer Frist im Governance-Modus kommt vorbei, wer s3:BypassGovernanceRetention darf, an einer im Compliance-Modus niemand.",
  "block-public-access":
    "Lassen Sie es privat und teilen Sie es auf andere Weise. Nur wer sich um den Bucket kümmert, könnte dessen Einstellungen für Block Public Access ändern.",
  "encryption-blocked":
    "Senden Sie es ohne eigenen Schlüssel: S3 verschlüsselt es trotzdem. Nur wer sich um den Bucket kümmert, könnte das mit s3:PutEncryptionConfiguration ändern.",
  "mfa-failed":
    "Warten Sie auf den nächsten Code: Jeder gilt einmal. Wird auch der abgelehnt, prüfen Sie die Seriennummer des Geräts in der Verbindung und die Uhr des Geräts.",
  "unknown-keys":
    "Holen Sie neue Zugangsdaten. Ein temporärer Schlüssel braucht sein Sitzungstoken, und alle drei Teile gehören zusammen.",
  "policy-too-large":
    "Ein Administrator von Wardrobe muss die Sitzungsrichtlinie oder die Tags dieser Verbindung kürzen.",
};

/** Null where only the server can say it. */
export function remedy(denial: Denial, { policies }: Remedy): string | null {
  const { meaning, aws_code: code, policy_type: type } = denial;
  if (meaning === "archived") return restored(denial);
  const isOfPolicies = ["denied", "hidden", "kms", "not-trusted"].includes(meaning);
  if (!isOfPolicies || !denial.action.includes(":") || code?.startsWith("KMS."))
    return steps[meaning] ?? null;
  if (type && policies.length === 0) return changed(denial, type);
  return policies.length > 0 ? added(denial, type, policies.length) : null;
}

/** Statements are to be added. */
function added(denial: Denial, type: string | null | undefined, statements: number): string | null {
  const { caller, resource, meaning } = denial;
  const who = whoIs(caller);
  switch (type) {
    case "resource-based":
      return `Wer sich um ${owned(denial, "den")} kümmert, muss dessen Richtlinie um diese Anweisung ergänzen.`;
    case "session":
      return `Diese Zugangsdaten wurden beim Ausstellen auf weniger beschränkt, als ${who} darf. Wer sie ausstellt, muss ihre Sitzungsrichtlinie um diese Anweisung ergänzen.`;
    case "trust":
      return `${administrator(resource)} muss diese Anweisung zu dem hinzufügen, wer ${nameOf(resource)} annehmen darf.`;
    case "identity-based": {
      const [, set] = /AWSReservedSSO_(.+)_[^_]+$/.exec(who) ?? [];
      if (set)
        return `Ein Administrator von IAM Identity Center muss diese Anweisung zum Berechtigungssatz ${set} hinzufügen.`;
      const add = `muss diese Anweisung zu dem hinzufügen, was ${who} darf.`;
      return meaning === "hidden"
        ? `Fragen Sie nach, ob es existiert. Damit S3 das sagen darf: ${administrator(caller)} ${add}`
        : `${administrator(caller)} ${add}`;
    }
    default:
      if (type || meaning === "not-trusted") return null;
      return statements > 1
        ? `AWS sagt nicht, welche Richtlinie es ablehnt: ${who} muss es dürfen, und wo ${owned(denial, "der")} einem anderen Konto gehört, muss auch dessen Richtlinie es erlauben. Tun das beide schon, so verbietet es eine Richtlinie.`
        : `${administrator(caller)} muss diese Anweisung zu dem hinzufügen, was ${who} darf.`;
  }
}

/** A policy is to be changed, by whoever wrote it. */
function changed(denial: Denial, type: string): string | null {
  const { caller, resource, action, policy_arn: arn, explicit } = denial;
  const who = whoIs(caller);
  const organization = `Ein Administrator der AWS-Organisation${arn && accountOf(arn) ? ` (Konto ${accountOf(arn)})` : ""}`;
  const owners: Record<string, [responsible: string, policy: string]> = {
    "identity-based": [administrator(caller), `die Richtlinie von ${who}`],
    "permissions boundary": [administrator(caller), `die Berechtigungsgrenze von ${who}`],
    trust: [administrator(resource), "die Vertrauensrichtlinie der Rolle"],
    "resource-based": [`Wer sich um ${owned(denial, "den")} kümmert,`, "dessen Richtlinie"],
    session: ["Wer diese Zugangsdaten ausstellt,", "ihre Sitzungsrichtlinie"],
    "service control": [organization, "die Service-Control-Richtlinie"],
    "resource control": [organization, "die Resource-Control-Richtlinie"],
    "VPC endpoint": ["Wer sich um das Netz dieses Servers kümmert,", "die Richtlinie seines VPC-Endpunkts"],
  };
  const found = owners[type];
  if (!found) return null;
  const [responsible, which] = found;
  const named = arn ? `${which} (${arn})` : which;
  return explicit
    ? `${responsible} muss ${named} ändern, die es verbietet: Was immer es sonst erlaubt, ein Verbot geht vor.`
    : `${responsible} muss ${named} so ändern, dass sie ${action} auf ${resource} erlaubt: Sie setzt die Grenze, und keine andere Richtlinie geht darüber hinaus.`;
}

function restored({ resource }: Denial): string | null {
  const [, bucket, key] = /^arn:[^:]+:s3:::([^/]+)\/(.+)$/s.exec(resource) ?? [];
  if (!bucket || !key) return null;
  const quoted = `'${key.replaceAll("'", `'\\''`)}'`;
  return `Wer s3:RestoreObject darf, muss dies ausführen und einige Stunden warten: aws s3api restore-object --bucket ${bucket} --key ${quoted} --restore-request Days=7`;
}

/** The bucket or key that was refused. */
function owned({ resource, meaning }: Denial, article: "der" | "den"): string {
  const [, bucket] = /^arn:[^:]+:s3:::([^/]+)/.exec(resource) ?? [];
  if (bucket) return `${article} Bucket ${bucket}`;
  const isNamed = meaning === "kms" && resource !== "*";
  return `${article} Schlüssel${isNamed ? ` ${nameOf(resource)}` : ", der es verschlüsselt,"}`;
}

function administrator(arn: string | null | undefined): string {
  const account = accountOf(arn ?? "");
  return account ? `Ein Administrator des Kontos ${account}` : "Ein Administrator des Kontos";
}

const accountOf = (arn: string) => arn.split(":")[4] ?? "";
const nameOf = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);
