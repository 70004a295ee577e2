// JSON with one thing on a line. Works on the text, so that no number, no order
// and no doubled name comes out other than it is stored.

/** The text indented anew; null when it is not JSON. */
export function pretty(text: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const tokens = text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g);
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
