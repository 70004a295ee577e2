import { expect, test } from "vitest";
import { counted } from "../messages/count";
import { formatMoment, formatSize } from "./format";

test.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [1023, "1,023 bytes"],
  [1024, "1 KB"],
  [1536, "1.5 KB"],
  [1024 * 1024 - 1, "1 MB"],
  [150 * 1024 * 1024, "150 MB"],
  [1024 ** 3, "1 GB"],
  [5 * 1024 ** 4, "5 TB"],
])("%d bytes are %s", (bytes, words) => expect(formatSize(bytes)).toBe(words));

test("counts have their noun", () => {
  expect(counted(1, "object", "objects")).toBe("1 object");
  expect(counted(12345, "object", "objects")).toBe("12,345 objects");
  expect(counted(0, "entry", "entries")).toBe("0 entries");
});

test("what is no time is nothing", () => {
  expect(formatMoment("nonsense")).toBe("");
  expect(formatMoment(null)).toBe("");
});
