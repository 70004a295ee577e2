import { afterEach, expect, it, vi } from "vitest";
import { opened } from "./fake-object";
import { PIECE, type Piece, Pieces } from "./pieces";

afterEach(() => vi.unstubAllGlobals());

const bytesOf = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

async function open(bytes: Uint8Array<ArrayBuffer>): Promise<Pieces> {
  const pieces = await Pieces.open(opened(bytes).ranges);
  if (pieces === null) throw new Error("no text");
  return pieces;
}

async function all(pieces: Pieces, way: "down" | "up"): Promise<Piece[]> {
  const found: Piece[] = [];
  let at = way === "down" ? 0 : pieces.size;
  for (;;) {
    const piece = await (way === "down" ? pieces.after(at) : pieces.before(at));
    if (piece === null) return found;
    expect(piece.end).toBeGreaterThan(piece.start);
    expect(way === "down" ? piece.start : piece.end).toBe(at);
    at = way === "down" ? piece.end : piece.start;
    if (way === "down") found.push(piece);
    else found.unshift(piece);
  }
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, at) => `line ${at} – ${"ä".repeat(at % 90)}`);

it("is the same text from either end, line by line", async () => {
  const lines = numbered(9000);
  const pieces = await open(bytesOf(`${lines.join("\n")}\n`));
  for (const way of ["down", "up"] as const) {
    const found = await all(pieces, way);
    expect(found.length).toBeGreaterThan(3);
    expect(found.flatMap((piece) => piece.lines)).toEqual(lines);
  }
});

it("cuts no character of a line without end", async () => {
  const text = `${"a"}${"äß€😀".repeat(60_000)}`;
  const pieces = await open(bytesOf(text));
  for (const way of ["down", "up"] as const)
    expect((await all(pieces, way)).flatMap((piece) => piece.lines).join("")).toBe(text);
});

it("reads UTF-16 in both orders", async () => {
  const lines = numbered(6000);
  const text = `\ufeff${lines.join("\r\n")}`;
  for (const little of [true, false]) {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), little);
    const pieces = await open(bytes);
    for (const way of ["down", "up"] as const)
      expect((await all(pieces, way)).flatMap((piece) => piece.lines)).toEqual(lines);
  }
});

it("finds the line that holds a byte", async () => {
  const lines = numbered(9000);
  const text = bytesOf(lines.join("\n"));
  const pieces = await open(text);
  for (const place of [0, 1, 1000, PIECE, PIECE * 2 + 17, text.length - 1, text.length]) {
    const start = await pieces.lineAt(place);
    expect(start).toBeLessThanOrEqual(place);
    expect(start === 0 || text[start - 1] === 10).toBe(true);
    expect(text.subarray(start, place).includes(10)).toBe(false);
  }
});

it("reads one piece to show the end of a large file", async () => {
  const { held, ranges } = opened(bytesOf("0123456789abcde\n".repeat(500_000)));
  const pieces = await Pieces.open(ranges);
  const piece = await pieces!.before(pieces!.size);
  expect(piece?.lines.at(-1)).toBe("0123456789abcde");
  const read = held.asked.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  expect(read).toBeLessThan(300_000);
});

it("says of what is no text that it is none", async () => {
  expect(await Pieces.open(opened(new Uint8Array([0, 1, 2, 255, 0, 0])).ranges)).toBeNull();
});
