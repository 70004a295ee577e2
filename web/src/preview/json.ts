// JSON with one thing on a line. Works on the text, so that no number, no order
// and no doubled name comes out other than it is stored.

/** Names and words, numbers, and what stands between them. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** A value as it is stored: what is not nested is its text. */
export type Json =
  | { kind: "object"; entries: { name: string; value: Json }[] }
  | { kind: "array"; items: Json[] }
  | { kind: "string" | "number" | "word"; text: string };

/** The text as a tree, however deep; null when it is not JSON. */
export function treeOf(text: string): Json | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const root: Json & { kind: "array" } = { kind: "array", items: [] };
  const open: Json[] = [root];
  let name: string | null = null;
  for (const [token] of text.matchAll(TOKENS)) {
    const within = open.at(-1)!;
    if (token === "}" || token === "]") open.pop();
    if (/^[}\],:]/.test(token)) continue;
    if (within.kind === "object" && name === null) {
      name = token;
      continue;
    }
    const value = valueOf(token);
    if (within.kind === "object") within.entries.push({ name: name ?? "", value });
    else if (within.kind === "array") within.items.push(value);
    name = null;
    if (value.kind === "object" || value.kind === "array") open.push(value);
  }
  return root.items[0] ?? null;
}

function valueOf(token: string): Json {
  if (token === "{") return { kind: "object", entries: [] };
  if (token === "[") return { kind: "array", items: [] };
  if (token.startsWith('"')) return { kind: "string", text: token };
  return { kind: /^[-\d]/.test(token) ? "number" : "word", text: token };
}

/** The text indented anew; null when it is not JSON. */
export function pretty(text: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const tokens = text.matchAll(TOKENS);
  const out: string[] = [];
  let depth = 0;
  let opened = false;
  const line = () => out.push("\n", "  ".repeat(depth));
  for (const [token] of tokens) {
    const closes = token === "}" || token === "]";
    if (closes) depth -= 1;
    if (opened !== closes) line();
    opened = token === "{" || token === "[";
    if (opened) depth += 1;
    out.push(token === ":" ? ": " : token);
    if (token === ",") line();
  }
  return out.join("");
}
