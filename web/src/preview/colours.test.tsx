import { act, render } from "@testing-library/react";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Laid } from "./markdown";
import { Lines } from "./text-view";
import { useColours } from "./use-colours";
import { useRef } from "react";

const marks = new Map<string, Set<StaticRange>>();

beforeEach(() => {
  marks.clear();
  // jsdom marks nothing.
  vi.stubGlobal("Highlight", class extends Set<StaticRange> {});
  vi.stubGlobal("CSS", { ...CSS, highlights: marks });
});
afterEach(() => vi.unstubAllGlobals());

/** The words that have this colour, in their order. */
function words(kind: string): string[] {
  return [...(marks.get(`code-${kind}`) ?? [])].map(({ startContainer, startOffset, endOffset }) =>
    (startContainer as Text).data.slice(startOffset, endOffset),
  );
}

async function coloured(kind: string, ...expected: string[]) {
  await vi.waitFor(() => expect(words(kind)).toEqual(expected), 20_000);
}

it("colours code line by line, and leaves the text as it is drawn", async () => {
  const text = 'def f(x):\n    """two\n\n    lines"""\n    return 1  # one\n';
  const { container, unmount } = render(<Lines text={text} name="dir/a.PY" wrap />);
  const before = container.innerHTML;
  await coloured("keyword", "def", "return");
  expect(words("string").filter((word) => word !== "\u200b")).toEqual(['"""two', '    lines"""']);
  expect(words("number")).toEqual(["1"]);
  expect(words("comment")).toEqual(["# one"]);
  expect(container.innerHTML).toBe(before);
  unmount();
  expect(words("keyword")).toEqual([]);
});

it("colours the new text when another takes its place", async () => {
  const { rerender } = render(<Lines text="let a = 1;" name="a.js" wrap />);
  await coloured("keyword", "let");
  rerender(<Lines text="if (b) return;" name="a.js" wrap />);
  await coloured("keyword", "if", "return");
  await coloured("number");
});

it("colours nothing of a text that is no code, and only the beginning of a long one", async () => {
  render(<Lines text="return if def" name="a.txt" wrap />);
  const long = `${"x = 1234567890\n".repeat(35_000)}return\n`;
  expect(long.length).toBeGreaterThan(512 * 1024);
  const { container } = render(<Lines text={long} name="a.py" wrap />);
  // In jsdom all of it is in view.
  await vi.waitFor(() => expect(words("number").length).toBeGreaterThan(100), 20_000);
  expect(words("number").length).toBeLessThanOrEqual(2000);
  expect(words("keyword")).toEqual([]);
  expect(container.textContent).toContain("return");
});

it("colours only the lines in view", async () => {
  const text = Array.from({ length: 4000 }, (_, at) => `x = ${at}`).join("\n");
  let scrolled = 0;
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
    const at = [...document.querySelectorAll(".line")].indexOf(this);
    const [top, height] = at < 0 ? [0, 84_000] : [at * 21, 21];
    return new DOMRect(0, top - scrolled, 100, height);
  });
  render(<Lines text={text} name="a.py" wrap />);
  await vi.waitFor(() => expect(words("number")[0]).toBe("0"), 20_000);
  expect(words("number").length).toBeLessThan(200);
  scrolled = 3000 * 21;
  act(() => void document.dispatchEvent(new Event("scroll")));
  await vi.waitFor(() => expect(words("number")).toContain("3000"), 20_000);
  expect(words("number")).not.toContain("0");
  vi.restoreAllMocks();
});

it("colours code in Markdown by what stands above it", async () => {
  function Page() {
    const box = useRef<HTMLDivElement>(null);
    useColours(box);
    const source = { connection: "studio", bucket: "b", key: "a.md" };
    const text = "```rust\nfn main() {}\n```\n\n```nonsense\nfn\n```\n\n`fn` and ```` ```js ````\n";
    return (
      <div ref={box}>
        <Laid text={text} source={source} />
      </div>
    );
  }
  render(<Page />);
  await coloured("keyword", "fn");
});

/** WCAG's contrast of two colours such as #1a2321. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

it("can be read in every colour on every ground, light and dark", () => {
  const css = ["src/ui/tokens.css", "src/editor/kinds.css"].map(
    (file) => readFileSync(file, "utf8").split("@media")[0],
  );
  const said = new Map(
    [...css.join("").matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]),
  );
  const valueOf = (name: string, at: 0 | 1): string => {
    const value = said.get(name) ?? "";
    const [, other] = /^var\((.+)\)$/.exec(value) ?? [];
    if (other) return valueOf(other, at);
    return /^light-dark\((#\w{6}), (#\w{6})\)$/.exec(value)![at + 1]!;
  };
  const names = [...said.keys()].filter((name) => name.startsWith("--code-"));
  expect(names).toHaveLength(7);
  for (const at of [0, 1] as const)
    for (const name of names)
      for (const ground of ["--surface", "--sunken", "--paper"])
        expect(
          contrast(valueOf(name, at), valueOf(ground, at)),
          `${name} on ${ground}`,
        ).toBeGreaterThanOrEqual(4.5);
});
