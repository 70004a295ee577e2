// Sizes, times, and what is wrong with what was typed.
import type { util as english } from "../en/util";
import { counted } from "../count";

export const util: typeof english = {
  // format.ts
  bytes: (count) => counted(count, "Byte", "Bytes"),
  size: (value, unit) => `${value}\u00a0${unit}`,

  // time-left.ts
  ended: "abgelaufen",
  seconds: (count) => `${count}\u00a0Sek.`,
  minutes: (count) => `${count}\u00a0Min.`,
  hours: (count) => `${count}\u00a0Std.`,
  days: (count) => `${count}\u00a0T.`,

  // address.ts
  typeAddress: "Geben Sie eine Adresse wie s3://bucket/ordner/ ein.",
  notS3Arn: "Dies ist kein ARN von S3. Ein solcher beginnt mit arn:aws:s3:::",
  accessPoint: "Dieser ARN bezeichnet einen Access Point. Wardrobe öffnet Buckets und Ordner darin.",
  accessPointAddress:
    "Diese Adresse bezeichnet einen Access Point. Wardrobe öffnet Buckets und Ordner darin.",
  notWhole: "Diese Adresse ist unvollständig.",
  badPercent: "In dieser Adresse steht ein %, das nichts bedeutet.",
  nowhere: "Diese Adresse führt weder zu S3 noch zu dessen Konsole.",
  noBucketShown: "Diese Seite der AWS-Konsole zeigt keinen Bucket.",
  bucketMissing: "Der Bucket fehlt.",
  noBucketName: (name) => `„${name}“ kann nicht der Name eines Buckets sein.`,

  // archive.ts
  restoring: "S3 stellt es gerade wieder her. Bis dahin kann es nicht gelesen werden",
  restoredUntil: (when) => `Wiederhergestellt: lesbar bis ${when}`,
  inArchive: "Es kann erst gelesen werden, wenn es wiederhergestellt ist",

  // credentials.ts
  idMissing: "Die Zugriffsschlüssel-ID fehlt.",
  longLived:
    "AKIA… ist ein langlebiger Schlüssel. Wardrobe nimmt nur temporäre Zugangsdaten: Deren ID beginnt mit ASIA.",
  secretMissing: "Der geheime Zugriffsschlüssel fehlt.",
  tokenMissing: "Das Sitzungstoken fehlt. Temporäre Zugangsdaten haben immer eines.",
};
