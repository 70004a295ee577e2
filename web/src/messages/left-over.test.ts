import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { leftOver } from "./left-over";

const root = join(import.meta.dirname, "..");

/** Fields of other products, by their own names. */
const apart = ["preview/pdf-files.ts", "pages/saml-setup-guides.ts", "api/schema.ts"];

const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|^messages\/|^test-|\/fake-/.test(name))
  .filter((name) => !apart.includes(name));

test("everything that is said stands in the messages", () => {
  expect(sources.length).toBeGreaterThan(100);
  const found = sources.flatMap((name) => leftOver(name, readFileSync(join(root, name), "utf8")));
  expect(found).toEqual([]);
});

test.each([
  ["a text", "<p>Nothing here</p>", "Nothing here"],
  ["one word", "<p>Close</p>", "Close"],
  ["a label", `<Button label="Close" />`, "Close"],
  ["one of two labels", `<a title={open ? "Close" : m.ui.open} />`, "Close"],
  ["a label with a value", "<a title={`Close ${name}`} />", "Close"],
  ["a placeholder", `<input placeholder="Type a name" />`, "Type a name"],
  ["the title of a message", `toast({ title: "Gone" })`, "Gone"],
  ["a sentence that is returned", `const words = () => "It is gone now";`, "It is gone now"],
])("%s is found", (_, code, text) => {
  expect(leftOver("view.tsx", code)).toEqual([`view.tsx:1 ${text}`]);
});

test.each([
  `<p>{m.ui.close}</p>`,
  `<h1>Wardrobe</h1>`,
  `<code>&nbsp;·&nbsp;</code>`,
  `<pre>aws sts get-caller-identity</pre>`,
  `<input placeholder="s3://bucket/prefix/" className="field wide" />`,
  `throw new Error("A field outside of the form");`,
])("%s is none", (code) => expect(leftOver("view.tsx", code)).toEqual([]));
