import { expect, it } from "vitest";
import type { RestoreLine } from "../api/versions";
import type { ObjectVersion } from "../api/types";
import { serve } from "../test-server";
import { earlier, putBack } from "./put-back";

const version = (version_id: string, more: Partial<ObjectVersion> = {}): ObjectVersion => ({
  version_id,
  latest: false,
  delete_marker: false,
  size: 1,
  ...more,
});

it("takes the version before, and none where somebody has changed it since", () => {
  const [ours, before] = [version("2", { latest: true }), version("1")];
  expect(earlier([ours, before, version("0")], "2")).toBe("1");
  expect(() => earlier([version("3", { latest: true }), ours, before], "2")).toThrow("changed again");
  expect(() => earlier([version("m", { delete_marker: true }), ours], "2")).toThrow("changed again");
  expect(() => earlier([ours], "2")).toThrow("not kept");
  expect(() => earlier([ours, version("m", { delete_marker: true })], "2")).toThrow("not kept");
  expect(() => earlier([], "2")).toThrow("changed again");
});

it("goes on after one that cannot be put back", async () => {
  const versions = [version("2", { latest: true }), version("1")];
  const restored: unknown[] = [];
  serve({
    "GET /api/connections/studio/versions": () => ({ json: { type: "page", versions } }),
    "POST /api/connections/studio/versions/restore": ({ body }) => {
      restored.push(body);
      return { json: {} };
    },
  });
  const of = (key: string, by: string) => ({ connection: "studio", bucket: "b", key, version: by });
  const lines: RestoreLine[] = [];
  for await (const line of putBack([of("x", "0"), of("y", "2")])) lines.push(line);
  expect(lines.map(({ type }) => type)).toEqual(["failed", "progress", "end"]);
  expect(lines.at(-1)).toEqual({ type: "end", restored: 1, failed: 1 });
  expect(restored).toEqual([{ bucket: "b", key: "y", version_id: "1" }]);
});
