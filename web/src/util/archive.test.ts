import { expect, test } from "vitest";
import { archiveWords } from "./archive";

test("what is in the archive says whether it can be read, and until when", () => {
  const cold = { storage_class: "GLACIER" };
  expect(archiveWords({})).toBeNull();
  expect(archiveWords({ storage_class: "GLACIER_IR" })).toBeNull();
  expect(archiveWords(cold)).toBe("It cannot be read until it is restored");
  expect(archiveWords({ ...cold, restore: 'ongoing-request="true"' })).toContain("S3 is restoring it");
  const restore = 'ongoing-request="false", expiry-date="Fri, 23 Dec 2026 12:00:00 GMT"';
  expect(archiveWords({ ...cold, restore })).toMatch(/^Restored: it can be read until .*Dec 23, 2026/);
});
