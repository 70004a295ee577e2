import { expect, it } from "vitest";
import { decode } from "./decode";

const bytes = (...all: number[]) => new Uint8Array(all);
const utf8 = (text: string) => new TextEncoder().encode(text);

it("reads UTF-8, with a mark or without", () => {
  expect(decode(utf8("Grüße 🗂"))).toEqual({ text: "Grüße 🗂", encoding: "UTF-8" });
  expect(decode(bytes(0xef, 0xbb, 0xbf, 0x61))).toEqual({ text: "a", encoding: "UTF-8" });
});

it("leaves out a character that is cut at the end", () => {
  expect(decode(utf8("abü").slice(0, 3))?.text).toBe("ab");
  expect(decode(utf8("ab🗂").slice(0, 5))?.text).toBe("ab");
});

it("reads UTF-16 of both kinds", () => {
  const text = "height,width\n1,2";
  const little = new Uint8Array(new Uint16Array([...text].map((c) => c.charCodeAt(0))).buffer);
  const big = little.map((_, at) => little[at ^ 1]!);
  expect(decode(little)).toEqual({ text, encoding: "UTF-16" });
  expect(decode(big)).toEqual({ text, encoding: "UTF-16" });
  expect(decode(bytes(0xff, 0xfe, 0xfc, 0x00))).toEqual({ text: "ü", encoding: "UTF-16" });
});

it("reads what is not UTF-8 as Latin-1", () => {
  expect(decode(bytes(0x47, 0x72, 0xfc, 0xdf, 0x65))).toEqual({ text: "Grüße", encoding: "Latin-1" });
});

it("does not take other things for text", () => {
  expect(decode(bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13))).toBeNull();
  expect(decode(Uint8Array.from({ length: 200 }, (_, n) => (n * 7) % 31 || 1))).toBeNull();
});

it("takes nothing for an empty text", () => {
  expect(decode(bytes())).toEqual({ text: "", encoding: "UTF-8" });
});
