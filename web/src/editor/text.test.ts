import { expect, test } from "vitest";
import { bytesOf, fromRaw, textOf } from "./text";

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ["nothing", "", "LF"],
  ["one line without an end", "a", "LF"],
  ["LF", "a\nb\n", "LF"],
  ["LF without a final end", "a\nb", "LF"],
  ["CRLF", "a\r\nb\r\n\r\n", "CRLF"],
  ["CRLF without a final end", "a\r\nb", "CRLF"],
  ["CR", "a\rb\r", "CR"],
  ["mixed", "a\r\nb\nc\rd\r\r\n", "mixed"],
  ["a byte order mark", "\uFEFFa\r\n", "CRLF"],
  ["two byte order marks", "\uFEFF\uFEFFa", "LF"],
  ["beyond the first plane, and a line end that is none", "𝄞\u2028ä\u0085\n", "LF"],
])("%s: the same bytes come out, and a changed line changes no other", (_, raw, ending) => {
  const read = textOf(bytes(raw));
  if (typeof read === "string") throw new Error(read);
  expect(read.form).toEqual({ ending, mark: raw.startsWith("\uFEFF") });
  expect(bytesOf(read)).toEqual(bytes(raw));
  const changed = bytesOf({ ...read, text: `x${read.text}` });
  expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(changed)).toBe(
    raw.replace(/^\uFEFF?/, (mark) => `${mark}x`),
  );
});

test("a line typed into CRLF ends in CRLF", () => {
  const { form } = fromRaw("a\r\nb\r\n", false);
  expect(bytesOf({ form, text: "a\nnew\nb\n" })).toEqual(bytes("a\r\nnew\r\nb\r\n"));
});

test.each([
  ["a byte that is no UTF-8", [0x61, 0xe4, 0x62], "not-utf-8"],
  ["a character that is cut", [0x61, 0xc3], "not-utf-8"],
  ["a surrogate on its own", [0xed, 0xa0, 0x80], "not-utf-8"],
  ["UTF-16", [0xff, 0xfe, 0x61, 0], "utf-16"],
  ["zeros", [0x61, 0, 0x62], "binary"],
])("%s is not edited", (_, list, reason) => expect(textOf(Uint8Array.from(list))).toBe(reason));
