// The ways in which an object or a folder is named elsewhere.
import { formatAddress } from "./address";

/** Where it is. */
export interface Where {
  bucket: string;
  /** A folder's ends in `/`. */
  key: string;
  /** Where it is known, and the store is AWS's. */
  region?: string;
}

export const arnOf = ({ bucket, key, region }: Where): string =>
  `arn:${partitionOf(region ?? "")}:s3:::${bucket}/${key}`;

/** The address of its bytes at AWS; null where it is not known in which region they are. Of a bucket with dots the
 * certificate would not fit its own host. */
export function httpsOf({ bucket, key, region }: Where): string | null {
  if (!region) return null;
  const host = `s3.${region}.${suffixes[partitionOf(region)] ?? "amazonaws.com"}`;
  const path = key.split("/").map(encoded).join("/");
  return bucket.includes(".") ? `https://${host}/${bucket}/${path}` : `https://${bucket}.${host}/${path}`;
}

/** What brings it here in a terminal. */
export function commandOf({ bucket, key }: Where): string {
  const from = quoted(formatAddress({ bucket, key }));
  if (key !== "" && !key.endsWith("/")) return `aws s3 cp ${from} .`;
  const name = key.slice(0, -1).split("/").at(-1) || bucket;
  return `aws s3 cp ${from} ${quoted(`./${name}/`)} --recursive`;
}

// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
const partitions: readonly [beginning: string, partition: string][] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
  ["us-iso-", "aws-iso"],
  ["eu-isoe-", "aws-iso-e"],
  ["eusc-", "aws-eusc"],
];

const suffixes: Readonly<Record<string, string>> = {
  "aws-cn": "amazonaws.com.cn",
  "aws-iso": "c2s.ic.gov",
  "aws-iso-b": "sc2s.sgov.gov",
  "aws-iso-e": "cloud.adc-e.uk",
  "aws-iso-f": "csp.hci.ic.gov",
  "aws-eusc": "amazonaws.eu",
};

function partitionOf(region: string): string {
  return partitions.find(([beginning]) => region.startsWith(beginning))?.[1] ?? "aws";
}

/** Also what encodeURIComponent leaves, and of a name that is all dots, the dots: a browser would walk by them. */
function encoded(part: string): string {
  if (/^\.{1,2}$/.test(part)) return part.replaceAll(".", "%2E");
  return encodeURIComponent(part).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** For a POSIX shell: nothing in it means anything. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
