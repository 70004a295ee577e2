// What S3 takes as metadata, headers and tags, checked before it is asked.

import { t } from "../../messages/files";

/** A name and its value, as they are typed. */
export interface Pair {
  name: string;
  value: string;
}

/** <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html> */
const TAGS = 10;
const TAG_NAME = 128;
const TAG_VALUE = 256;
/** Bytes of all names and values. <https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html> */
const METADATA = 2_048;

/** What is wrong with tags, in a sentence. S3 counts in UTF-16, as JavaScript does. */
export function tagsProblem(tags: readonly Pair[]): string | null {
  if (tags.length > TAGS) return t.tooManyTags(TAGS);
  for (const { name, value } of tags) {
    if (name === "") return t.tagNeedsName;
    if (name.length > TAG_NAME) return t.tagNameLong(TAG_NAME, name.slice(0, 24));
    if (value.length > TAG_VALUE) return t.tagValueLong(TAG_VALUE, name);
    if (/^aws:/i.test(name)) return t.awsNames(name);
    const odd = [...(name + value)].find((char) => !/[\p{L}\p{Z}\p{N}_.:/=+\-@]/u.test(char));
    if (odd) return t.tagLetters(odd);
  }
  return twice(tags.map(({ name }) => name));
}

/** What is wrong with metadata, in a sentence. It travels in headers. */
export function metadataProblem(metadata: readonly Pair[]): string | null {
  for (const { name, value } of metadata) {
    if (name === "") return t.metadataNeedsName;
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return t.metadataLetters(name);
    const problem = headerProblem(value);
    if (problem) return t.problemOf(problem, name);
  }
  const bytes = metadata.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  if (bytes > METADATA) {
    return t.metadataLong(METADATA, bytes);
  }
  return twice(metadata.map(({ name }) => name.toLowerCase()));
}

/** What is wrong with the value of a header. */
export function headerProblem(value: string): string | null {
  if (!/^[\x20-\x7e]*$/.test(value)) return t.onlyAscii;
  return value === value.trim() ? null : t.noEdgeSpaces;
}

function twice(names: string[]): string | null {
  const double = names.find((name, at) => names.indexOf(name) !== at);
  return double === undefined ? null : t.twice(double);
}
