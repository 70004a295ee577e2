import { expect, it } from "vitest";
import type { ObjectVersion } from "../api/types";
import { consequence, keptWords, localMoment, sizeChange } from "./words";

const version = (size: number, more: Partial<ObjectVersion> = {}): ObjectVersion => ({
  version_id: `v${size}`,
  latest: false,
  delete_marker: false,
  size,
  last_modified: "2026-11-03T12:00:00Z",
  ...more,
});
const marker = version(0, { delete_marker: true });

it("says by how much a version differs from the one before it, whatever was deleted between", () => {
  expect(sizeChange(version(3_072), [version(1_024)])).toBe("+2 KB");
  expect(sizeChange(version(1), [marker, version(11)])).toBe("−10 bytes");
  expect(sizeChange(version(5), [version(5)])).toBe("same size");
  expect(sizeChange(version(5), [])).toBe("");
  expect(sizeChange(marker, [version(5)])).toBe("");
});

it("says truthfully what is left when a version is gone", () => {
  const latest = version(5, { latest: true });
  expect(consequence(version(5), [version(4)])).toBe("The file itself stays as it is.");
  expect(consequence(latest, [version(4)])).toContain("as it was on");
  expect(consequence(latest, [marker, version(4)])).toBe("The file is deleted then, as it was before.");
  expect(consequence(latest, [])).toContain("it has no other version");
  expect(consequence({ ...marker, latest: true }, [version(4)])).toContain("as it was on");
  expect(consequence(marker, [version(4)])).toBe("Nothing else changes.");
});

it("warns of buckets that do not keep what is written over", () => {
  expect(keptWords("enabled")).toBeNull();
  for (const versioning of ["suspended", "off", "unknown"] as const)
    expect(keptWords(versioning)).toBeTruthy();
});

it("gives a moment to a field in the reader's own time, and back", () => {
  const at = new Date("2026-03-29T00:30:07Z");
  expect(new Date(localMoment(at))).toEqual(at);
});
