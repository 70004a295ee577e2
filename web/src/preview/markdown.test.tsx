import { expect, it } from "vitest";
import { pictureUrl } from "./markdown";

const source = { connection: "studio", bucket: "b", key: "docs/guide/README.md" };
const keyOf = (url: string) => new URL(pictureUrl(url, source), "http://x").searchParams.get("key");

it.each([
  ["a.png", "docs/guide/a.png"],
  ["./img/a%20b.png?raw=true", "docs/guide/img/a b.png"],
  ["../a.png#x", "docs/a.png"],
  ["../../../../a.png", "a.png"],
  ["/logo.svg", "logo.svg"],
])("%s lies at %s", (url, key) => {
  expect(keyOf(url)).toBe(key);
});

it.each([
  "https://example.com/x.png",
  "//example.com/x.png",
  "data:image/png;base64,AA",
  "javascript:0",
  "%zz",
])("%s is not fetched", (url) => {
  expect(pictureUrl(url, source)).toBe("");
});
