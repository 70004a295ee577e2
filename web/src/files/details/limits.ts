// What S3 takes as metadata, headers and tags, checked before it is asked.

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
  if (tags.length > TAGS) return `S3 keeps ${TAGS} tags of an object at most.`;
  for (const { name, value } of tags) {
    if (name === "") return "A tag needs a name.";
    if (name.length > TAG_NAME)
      return `A tag's name has ${TAG_NAME} characters at most: ${name.slice(0, 24)}…`;
    if (value.length > TAG_VALUE) return `A tag's value has ${TAG_VALUE} characters at most: ${name}`;
    if (/^aws:/i.test(name)) return `Names that begin with aws: are AWS's own: ${name}`;
    const odd = [...(name + value)].find((char) => !/[\p{L}\p{Z}\p{N}_.:/=+\-@]/u.test(char));
    if (odd) return `A tag has letters, digits, spaces and + - = . _ : / @ only, not ${odd}`;
  }
  return twice(tags.map(({ name }) => name));
}

/** What is wrong with metadata, in a sentence. It travels in headers. */
export function metadataProblem(metadata: readonly Pair[]): string | null {
  for (const { name, value } of metadata) {
    if (name === "") return "Metadata needs a name.";
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
      return `A name has letters, digits and signs such as - and _, and no spaces: ${name}`;
    const problem = headerProblem(value);
    if (problem) return `${problem}: ${name}`;
  }
  const bytes = metadata.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  if (bytes > METADATA) {
    return `S3 keeps ${METADATA.toLocaleString("en")} bytes of metadata at most; these are ${bytes.toLocaleString("en")}.`;
  }
  return twice(metadata.map(({ name }) => name.toLowerCase()));
}

/** What is wrong with the value of a header. */
export function headerProblem(value: string): string | null {
  if (!/^[\x20-\x7e]*$/.test(value)) return "A header has plain letters and signs only (ASCII)";
  return value === value.trim() ? null : "A header neither begins nor ends with a space";
}

function twice(names: string[]): string | null {
  const double = names.find((name, at) => names.indexOf(name) !== at);
  return double === undefined ? null : `There are two of the name ${double}.`;
}
