import { expect, test } from "vitest";
import { Etags } from "./etags";

test.each([
  `"00000000000000000000000000000000"`,
  `"d41d8cd98f00b204e9800998ecf8427e"`,
  `"ffffffffffffffffffffffffffffffff-1"`,
  `"0123456789abcdef0123456789abcdef-10000"`,
  // Not as S3 writes them: kept as they are.
  `"0123456789ABCDEF0123456789ABCDEF"`,
  `"0123456789abcdef0123456789abcdef-01"`,
  `"0123456789abcdef0123456789abcdef-0"`,
  `0123456789abcdef0123456789abcdef`,
  `W/"d41d8cd98f00b204e9800998ecf8427e"`,
  `""`,
  "ä",
])("%s comes out as it went in", (etag) => {
  const etags = new Etags();
  for (const id of [0, 7, 1_000]) etags.set(id, etag);
  expect([0, 7, 1_000].map((id) => etags.get(id))).toEqual([etag, etag, etag]);
  expect([1, 999, 1_001].map((id) => etags.get(id))).toEqual([undefined, undefined, undefined]);
});
