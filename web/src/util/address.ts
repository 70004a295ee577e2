// Addresses of places in S3, as people have them: s3:// URLs, ARNs and addresses of the AWS
// console. What comes out is a bucket and a key or prefix, byte for byte.

import { m } from "../messages";

export interface Address {
  bucket: string;
  /** A prefix when it is empty or ends in `/`; otherwise a key, or a folder typed without its slash. */
  key: string;
}

/** An address, or why it is none, in a sentence. */
export type Parsed = { address: Address } | { problem: string };

/** Reads what was typed or pasted. `bucket` is the one we are in, for addresses that begin with `/`. */
export function parseAddress(typed: string, bucket?: string): Parsed {
  // Only what a paste brings along: a key may end in a space, but not in a line's end.
  const text = typed.replace(/^\s+/, "").replace(/[\r\n\t]+$/, "");
  if (text.trim() === "") return { problem: m.util.typeAddress };
  if (/^s3:\/\//i.test(text)) return split(text.slice(5));
  if (/^arn:/i.test(text)) return parseArn(text);
  if (/^https?:\/\//i.test(text)) return parseUrl(text);
  if (text.startsWith("/") && bucket !== undefined) return { address: { bucket, key: text.slice(1) } };
  return split(text);
}

/** The s3:// URL of a place, as AWS writes it: nothing is escaped. */
export function formatAddress({ bucket, key }: Address): string {
  return `s3://${bucket}/${key}`;
}

/** The prefix that shows an address: the folder itself, or the one the object is in. */
export function prefixOf(key: string): string {
  return key.slice(0, key.lastIndexOf("/") + 1);
}

/** The name of a key or prefix within its folder, without the slash at its end. */
export function nameOf(key: string): string {
  const end = key.endsWith("/") ? key.length - 1 : key.length;
  return key.slice(key.lastIndexOf("/", end - 1) + 1, end);
}

function split(rest: string): Parsed {
  const cut = rest.indexOf("/");
  const [bucket, key] = cut < 0 ? [rest.trimEnd(), ""] : [rest.slice(0, cut), rest.slice(cut + 1)];
  return checked(bucket, key);
}

function parseArn(text: string): Parsed {
  const [, partition = "", service, region = "", account = "", ...rest] = text.split(":");
  const resource = rest.join(":");
  if (!partition.startsWith("aws") || service !== "s3") {
    return { problem: m.util.notS3Arn };
  }
  if (region !== "" || account !== "") {
    return { problem: m.util.accessPoint };
  }
  const cut = resource.indexOf("/");
  const [bucket, key] = cut < 0 ? [resource, ""] : [resource.slice(0, cut), resource.slice(cut + 1)];
  // As a policy has it: all that is in there.
  return checked(bucket, key.replace(/(^|\/)\*$/, "$1"));
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html, and the suffixes of all partitions.
const aws = String.raw`(?:amazonaws\.(?:com(?:\.cn)?|eu)|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)`;
// s3, s3.REGION, s3-REGION of old, s3-fips, s3-accelerate, s3-website, each also as dual stack.
const endpoint = String.raw`s3(?:[.-][a-z0-9]+)*`;
const virtual = new RegExp(String.raw`^(.+)\.${endpoint}\.${aws}$`);
const pathStyle = new RegExp(String.raw`^${endpoint}\.${aws}$`);
const accessPoint = new RegExp(String.raw`\.s3-(?:accesspoint|object-lambda|outposts)[a-z0-9.-]*\.${aws}$`);
const consoleHost =
  /(?:^|\.)console\.(?:aws\.amazon\.com|amazonaws\.(?:cn|com)|amazonaws-us-gov\.com|amazonaws-eusc\.eu|c2shome\.ic\.gov|sc2shome\.sgov\.gov)$/;

function parseUrl(text: string): Parsed {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { problem: m.util.notWhole };
  }
  try {
    if (consoleHost.test(url.hostname)) return parseConsole(url);
    if (accessPoint.test(url.hostname)) {
      return { problem: m.util.accessPointAddress };
    }
    const path = decoded(url.pathname.slice(1));
    const host = virtual.exec(url.hostname);
    if (host?.[1] !== undefined) return checked(host[1], path);
    if (pathStyle.test(url.hostname)) return split(path);
  } catch {
    return { problem: m.util.badPercent };
  }
  return { problem: m.util.nowhere };
}

/** …/s3/buckets/NAME?prefix=… and …/s3/object/NAME?prefix=KEY; from older consoles, with the prefix
 * or the key in the path. */
function parseConsole(url: URL): Parsed {
  const [, service, view, bucket, ...rest] = url.pathname.split("/");
  if (service !== "s3" || (view !== "buckets" && view !== "object") || !bucket) {
    return { problem: m.util.noBucketShown };
  }
  return checked(decoded(bucket), url.searchParams.get("prefix") ?? decoded(rest.join("/")));
}

/** S3 and its console write a space in a path as `+`, and a plus as `%2B`. */
function decoded(path: string): string {
  return decodeURIComponent(path.replaceAll("+", "%20"));
}

function checked(bucket: string, key: string): Parsed {
  // Loose on purpose: stores that speak S3 have rules of their own. S3 has the last word.
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/.test(bucket)) {
    return {
      problem: bucket === "" ? m.util.bucketMissing : m.util.noBucketName(bucket),
    };
  }
  return { address: { bucket, key } };
}
