import { expect, test } from "vitest";
import { kindOf } from "./kind";

test.each([
  ["a/b/", "folder"],
  ["photo.JPG", "image"],
  ["a.b/plain", "file"],
  [".gitignore", "file"],
  ["notes.md", "text"],
  ["x.tar.gz", "archive"],
  ["trades.parquet", "data"],
  ["clip.mp4", "video"],
  ["constructor.constructor", "file"],
])("%s is of kind %s", (key, kind) => expect(kindOf(key)).toBe(kind));
