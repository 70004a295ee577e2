// Bytes as text, when they are text.

/** Text, and how it was stored. */
export interface Decoded {
  text: string;
  encoding: "UTF-8" | "UTF-16" | "Latin-1";
}

/** How text is stored, as `TextDecoder` names it. */
export type Label = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** How the beginning of a text is stored; null when it is no text. */
export function labelOf(bytes: Uint8Array): Label | null {
  const decoded = decode(bytes);
  if (decoded === null) return null;
  if (decoded.encoding === "UTF-16") return utf16(bytes);
  return decoded.encoding === "UTF-8" ? "utf-8" : "windows-1252";
}

/** Decodes the beginning of a file, or says with null that it is no text. A cut character at the end is left out. */
export function decode(bytes: Uint8Array): Decoded | null {
  const wide = utf16(bytes);
  if (wide) return { text: read(bytes, wide), encoding: "UTF-16" };
  if (bytes.includes(0)) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return odd(text) ? null : { text, encoding: "UTF-8" };
  } catch {
    const text = read(bytes, "windows-1252");
    return odd(text) ? null : { text, encoding: "Latin-1" };
  }
}

function read(bytes: Uint8Array, label: string): string {
  return new TextDecoder(label).decode(bytes, { stream: true });
}

/** By its mark, or by every other byte of its beginning being zero. */
function utf16(bytes: Uint8Array): Extract<Label, `utf-16${string}`> | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const zeros = [0, 0];
  const looked = Math.min(bytes.length, 1024) & ~1;
  for (let at = 0; at < looked; at++) if (bytes[at] === 0) zeros[at & 1]! += 1;
  const [even, uneven] = zeros as [number, number];
  const many = looked * 0.35;
  if (looked >= 8 && uneven > many && even === 0) return "utf-16le";
  return looked >= 8 && even > many && uneven === 0 ? "utf-16be" : null;
}

/** Text has few control characters besides the usual ones. */
function odd(text: string): boolean {
  const start = text.slice(0, 4096);
  let control = 0;
  for (const char of start) {
    const code = char.codePointAt(0)!;
    if ((code < 32 && ![9, 10, 12, 13, 27].includes(code)) || code === 127) control += 1;
  }
  return control > start.length * 0.05;
}
