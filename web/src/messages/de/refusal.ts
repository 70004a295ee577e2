// What AWS refuses, in one German sentence. The server says it in English.
import type { Denial } from "../../api/types";

const sentences: Record<string, string> = {
  expired: "Die Zugangsdaten sind abgelaufen.",
  "sign-in-ended": "Die Anmeldung ist zu alt.",
  "link-ended": "Diese Adresse galt nur eine Weile, und die ist um.",
  "bad-token": "AWS nimmt diese Anmeldung nicht an.",
  "unknown-keys": "AWS nimmt diese Zugangsdaten nicht an.",
  "mfa-wanted": "Diese Rolle verlangt den Code eines MFA-Geräts.",
  "mfa-failed": "Der Code des MFA-Geräts wurde nicht angenommen.",
  "session-too-long": "Eine Sitzung dieser Rolle darf nicht so lange dauern.",
  "policy-too-large": "Die Richtlinien und Tags dieser Sitzung sind zusammen zu lang.",
  hidden: "Es existiert nicht, oder diese Rolle darf es nicht sehen.",
  archived: "Dieses Objekt ist archiviert. Es muss wiederhergestellt werden, bevor es gelesen werden kann.",
  "region-off": "Diese Region ist für das Konto abgeschaltet.",
  "wrong-clock": "Die Uhr dieses Servers geht um mehr als 15\u00a0Minuten falsch.",
  "object-lock": "Dieses Objekt ist gegen Löschen und Ändern gesperrt.",
  "block-public-access": "Der Eigentümer des Buckets lässt darin nichts öffentlich sein, und das wäre es.",
  "encryption-blocked": "Dieser Bucket nimmt kein Objekt an, dessen Schlüssel mitgeschickt wird.",
  "precondition-failed": "Das Objekt ist nicht mehr, was es war, als Sie es ansahen.",
  range: "So viele Bytes hat das Objekt nicht.",
  "no-role": "Dieser Rechner hat keine Rolle zu vergeben.",
  "provider-down": "Der Identitätsanbieter antwortet weder AWS noch uns.",
};

const missing: Record<string, string> = {
  NoSuchBucket: "Diesen Bucket gibt es nicht.",
  NoSuchUpload: "Diesen Upload gibt es nicht mehr.",
  NoSuchVersion: "Diese Version gibt es nicht.",
};

/** Null where only the server can say it. */
export function refusal(denial: Denial): string | null {
  const { meaning, aws_code: code, action, resource } = denial;
  if (meaning === "missing") return missing[code ?? ""] ?? "Dieses Objekt gibt es nicht.";
  // Of S3 and STS, an action has a prefix; what else refuses is no policy's doing.
  const isOfPolicies = ["denied", "kms", "not-trusted"].includes(meaning) && /^[a-z\d-]+:/.test(action);
  if (!isOfPolicies || !code || code.startsWith("KMS.")) return sentences[meaning] ?? null;
  const why = reason(denial);
  return `Nicht erlaubt: ${action} auf ${resource}.${why && ` ${why}`}`;
}

function reason({ policy_type: type, policy_arn: arn, explicit, caller, meaning }: Denial): string {
  if (!type) return "";
  const who = whoIs(caller);
  const policies: Record<string, string> = {
    "identity-based": explicit ? `Eine Richtlinie von ${who}` : `Keine Richtlinie von ${who}`,
    "service control": `${explicit ? "Eine" : "Keine"} Service-Control-Richtlinie der Organisation`,
    "resource control": `${explicit ? "Eine" : "Keine"} Resource-Control-Richtlinie der Organisation`,
    "resource-based": `Die Richtlinie des ${meaning === "kms" ? "Schlüssels" : "Buckets"}`,
    trust: "Die Vertrauensrichtlinie der Rolle",
    session: "Die Richtlinie dieser Sitzung",
    "VPC endpoint": "Die Richtlinie des VPC-Endpunkts",
    "permissions boundary": `Die Berechtigungsgrenze von ${who}`,
  };
  const policy = policies[type] ?? "Eine Richtlinie";
  const does = explicit ? "verbietet es" : policy.startsWith("Keine") ? "erlaubt es" : "erlaubt es nicht";
  return `${policy} ${does}${arn ? ` (${arn})` : ""}.`;
}

/** The name of the role or user of an ARN. */
export function whoIs(caller: string | null | undefined): string {
  if (!caller) return "dieser Rolle";
  const [, role] = /:assumed-role\/([^/]+)\//.exec(caller) ?? [];
  return role ?? caller.slice(caller.lastIndexOf("/") + 1);
}
