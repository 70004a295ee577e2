import { expect, it } from "vitest";
import { pretty } from "./json";

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
