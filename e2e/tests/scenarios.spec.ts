/** What people must be able to do. The title of a test begins with the numbers of what it shows; some are shown by
 * several together. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@playwright/test";

const scenarios: Record<number, string> = {
  1: "there is a tile for each connection and no field for a key; the only one leads straight to its sign-in",
  2: "who signs in by OpenID Connect lands on the first page, and sees who they are to AWS and for how long",
  3: "who has two roles picks one and later the other: the address stays, the list and the colour change",
  4: "who signed in by SAML is asked in time, renews in another window, and the page is not loaded anew",
  5: "with a session of a quarter of an hour one works for hours and never sees an error",
  6: "a role that may not be assumed says what its trust policy lacks, and nothing else comes in its place",
  7: "who may not list buckets sees the places that are set up, and types others",
  8: "who may use one folder walks to it from the bucket and back, and sees nothing beside the way",
  10: "a folder of a million files shows its first rows at once and scrolls smoothly",
  11: "what is sorted before all has come says so, and is right once all has",
  12: "typing leads to a name, a slash filters, and the count is shown and told",
  13: "a search through all below shows what it finds meanwhile, can be stopped, and leads to the folders",
  14: "the address of the page leads another to the same folder, order and file",
  15: "an ARN or an address of the console, pasted as the path, leads there",
  16: "separate rows are selected, renamed, deleted and brought back by the keyboard alone",
  17: "who does not see the page hears what is on it",
  18: "a folder of hundreds of files is dropped, with empty ones in it, and all of it arrives",
  19: "a gigabyte goes straight to the bucket in parts, several at a time, and is proven by its checksum",
  20: "after a reload an upload goes on where it was",
  21: "another file of the name and size is not mixed in",
  22: "credentials that end in the middle of a file stop nothing",
  23: "a sign-in that ends in the middle of a file is repeated, and the upload goes on; another person is asked",
  24: "without a network an upload waits, says so, and goes on by itself",
  25: "of many files some are there: one answer keeps both of each, and none is lost",
  26: "where the bucket lets no page in that is told with what would, and the upload goes on",
  27: "a refusal says what was refused to whom, and what would lift it; trying again is enough",
  28: "a key of KMS that may not be used is named as that",
  29: "a large object is renamed with all that belongs to it",
  30: "a long move outlives the server, and loses and doubles nothing",
  31: "a deleted folder comes back; where it cannot, that is said before",
  32: "versions are looked at, compared and restored, and a folder is seen as it was",
  33: "what is archived is marked, not downloaded, asked back, and then told until when",
  34: "what two people edit at once is lost to neither",
  35: "files of any size are shown by reading little of them",
  36: "what is in a bucket runs nothing in the page",
  37: "folders of any size come as one archive that is whole, or as none",
  40: "every screen fits a phone, in the dark and in a second language",
};

test("every scenario is shown by a test", () => {
  const all = readdirSync(import.meta.dirname).map((name) =>
    readFileSync(join(import.meta.dirname, name), "utf8"),
  );
  const titles = all.flatMap((text) => [
    ...text.matchAll(/\b(?:test|base)\(\s*["`](\d+(?:(?:, | and )\d+)*): /g),
  ]);
  const shown = new Set(titles.flatMap(([, numbers]) => numbers!.split(/, | and /).map(Number)));
  const missing = Object.entries(scenarios).filter(([number]) => !shown.has(Number(number)));
  expect(missing).toEqual([]);
  // A number that is none of these is a slip.
  expect([...shown].filter((number) => !(number in scenarios))).toEqual([]);
});
