// Sizes, times, and what is wrong with what was typed.
import { counted } from "../count";

export const util = {
  // format.ts
  bytes: (count: number) => counted(count, "byte", "bytes"),
  size: (value: string, unit: string) => `${value} ${unit}`,

  // time-left.ts
  ended: "ended",
  seconds: (count: number) => `${count} s`,
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => `${count} h`,
  days: (count: number) => `${count} d`,

  // address.ts
  typeAddress: "Type an address such as s3://bucket/folder/.",
  notS3Arn: "This ARN is not one of S3. Such an ARN begins with arn:aws:s3:::",
  accessPoint: "This ARN names an access point. Wardrobe opens buckets and folders in them.",
  accessPointAddress: "This address names an access point. Wardrobe opens buckets and folders in them.",
  notWhole: "This is not a whole address.",
  badPercent: "This address has a % in it that stands for nothing.",
  nowhere: "This address leads neither to S3 nor to its console.",
  noBucketShown: "This page of the AWS console shows no bucket.",
  bucketMissing: "The bucket is missing.",
  noBucketName: (name: string) => `“${name}” cannot be the name of a bucket.`,

  // archive.ts
  restoring: "S3 is restoring it. Until then it cannot be read",
  restoredUntil: (when: string) => `Restored: it can be read until ${when}`,
  inArchive: "It cannot be read until it is restored",

  // credentials.ts
  idMissing: "The access key id is missing.",
  longLived:
    "AKIA… is a long-lived key. Wardrobe takes temporary credentials only: their id begins with ASIA.",
  secretMissing: "The secret access key is missing.",
  tokenMissing: "The session token is missing. Temporary credentials always have one.",
};
