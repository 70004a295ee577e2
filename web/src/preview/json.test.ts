import { expect, it } from "vitest";
import { noise } from "./fake-object";
import { type Json, pretty, treeOf } from "./json";

it("puts one thing on a line", () => {
  const text = '{"a":[1,{"b":null}],"e":{},"f":[],"s":"x, {y}: \\"z\\""}';
  const expected = JSON.stringify(JSON.parse(text), null, 2);
  expect(pretty(text)).toBe(expected);
});

it("changes no number, no order and no doubled name", () => {
  expect(pretty('{"b":12345678901234567890,"b":1.0,"2":1e400,"1":-0}')).toBe(
    '{\n  "b": 12345678901234567890,\n  "b": 1.0,\n  "2": 1e400,\n  "1": -0\n}',
  );
});

it("leaves alone what is not JSON", () => {
  expect(pretty('{"a":1')).toBeNull();
  expect(pretty("{a:1}")).toBeNull();
});

it.each(["1", '"x"', "[]", " { } "])("takes %s", (text) => {
  expect(JSON.parse(pretty(text)!)).toEqual(JSON.parse(text));
});

/** A tree written down again. */
function textOf(json: Json): string {
  if (json.kind === "object")
    return `{${json.entries.map(({ name, value }) => `${name}:${textOf(value)}`).join(",")}}`;
  return json.kind === "array" ? `[${json.items.map(textOf).join(",")}]` : json.text;
}

it("makes a tree of it in which nothing is other than it is stored", () => {
  for (const text of [
    '{"a":[1,{"b":null}],"e":{},"f":[],"s":"x, {y}: \\"z\\""}',
    '{"b":12345678901234567890,"b":1.0,"":1e400}',
    '{"__proto__":{"x":1}}',
    "[[],[[1]],true]",
    "-0.10",
  ])
    expect(textOf(treeOf(text)!)).toBe(text);
});

it("makes a tree of what is nested without end, and none of what is no JSON", () => {
  const depth = 50_000;
  let json = treeOf("[".repeat(depth) + "]".repeat(depth));
  let found = 0;
  while (json?.kind === "array") {
    found += 1;
    json = json.items[0] ?? null;
  }
  expect([0, depth]).toContain(found);
  const whole = '{"name":["a",{"deep":[1,2,3]}],"other":"text"}';
  for (let at = 0; at < whole.length; at++) expect(treeOf(whole.slice(0, at))).toBeNull();
  for (let seed = 0; seed < 200; seed++)
    expect(() => treeOf(String.fromCharCode(...noise(40, seed)))).not.toThrow();
});
