// Colours the code that is in view, and no other.
import type { Language } from "@codemirror/language";
import { highlightTree, tagHighlighter } from "@lezer/highlight";
import { kinds } from "../editor/kinds";
import { languageOf } from "../editor/languages";
import { inSlices, type Work } from "../listing/slices";

/** Characters of a text that are looked at; what comes after has no colours. */
const MOST = 512 * 1024;
/** Pixels around the view that are coloured, too. */
const AROUND = 800;
/** Lines are coloured by so many together, and at most. */
const STEP = 50;
const LINES = 2000;

type Parser = Language["parser"];
type Tree = ReturnType<Parser["parse"]>;

const highlighter = tagHighlighter(kinds);

/** Colours what is in view of the elements that have `data-code`, from now on. Gives back what ends it. */
export function colour(within: HTMLElement): () => void {
  const elements = [...within.querySelectorAll<HTMLElement>("[data-code]")];
  if (within.matches("[data-code]")) elements.push(within);
  const codes = elements.map((element) => new Code(element));
  let frame = 0;
  const look = () => {
    for (const code of codes) code.look();
  };
  const soon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(look);
  };
  look();
  document.addEventListener("scroll", soon, { capture: true, passive: true });
  window.addEventListener("resize", soon);
  return () => {
    document.removeEventListener("scroll", soon, { capture: true });
    window.removeEventListener("resize", soon);
    cancelAnimationFrame(frame);
    for (const code of codes) code.end();
  };
}

/** A text, and how it is built; null until that is known. */
interface Parsed {
  text: string;
  tree: Tree | null;
  stop: () => void;
}

/** Holds while the text stays the same, however often the page around it is drawn. */
const parsed = new WeakMap<Element, Parsed>();

/** An element of lines, each of which holds its own text, or one that holds it all. */
class Code {
  readonly #element: HTMLElement;
  #lines: Text[] | null = null;
  /** Where in the text each of them begins. */
  #starts: number[] = [];
  #coloured: [Highlight, AbstractRange][] = [];
  #shown = "";

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Colours what is in view now. */
  readonly look = (): void => {
    const [from, to] = this.#inView();
    const shown = `${from} ${to}`;
    if (this.#shown === shown) return;
    const tree = from < to ? this.#tree() : null;
    this.#clear();
    if (tree === null) return;
    this.#shown = shown;
    this.#colour(tree, from, to);
  };

  end(): void {
    this.#clear();
    const known = parsed.get(this.#element);
    if (known?.tree !== null) return;
    known.stop();
    parsed.delete(this.#element);
  }

  #colour(tree: Tree, from: number, to: number): void {
    const lines = this.#lines!;
    const starts = this.#starts;
    let line = from;
    const put = (first: number, last: number, kind: string) => {
      while (line + 1 < to && starts[line + 1]! <= first) line += 1;
      // What goes on over several lines is coloured in each.
      for (let at = line; at < to && starts[at]! < last; at++) {
        const node = lines[at]!;
        const begin = Math.max(first - starts[at]!, 0);
        const end = Math.min(last - starts[at]!, node.length);
        if (begin < end) this.#put(node, begin, end, kind);
      }
    };
    const end = Math.min(starts[to - 1]! + lines[to - 1]!.length, tree.length);
    if (starts[from]! < end) highlightTree(tree, highlighter, put, starts[from], end);
  }

  #put(node: Text, startOffset: number, endOffset: number, kind: string): void {
    const range = new StaticRange({ startContainer: node, startOffset, endContainer: node, endOffset });
    const highlight = highlightOf(kind);
    highlight.add(range);
    this.#coloured.push([highlight, range]);
  }

  #clear(): void {
    for (const [highlight, range] of this.#coloured) highlight.delete(range);
    this.#coloured = [];
    this.#shown = "";
  }

  /** The first line that is to be coloured, and the one after the last. */
  #inView(): [from: number, to: number] {
    const { top, bottom } = this.#element.getBoundingClientRect();
    const end = window.innerHeight + AROUND;
    if (bottom < -AROUND || top > end) return [0, 0];
    this.#lines ??= textsIn(this.#element);
    const lines = this.#lines;
    const rect = (at: number) => lines[at]!.parentElement!.getBoundingClientRect();
    const first = firstOf(lines.length, (at) => rect(at).bottom >= -AROUND);
    const last = firstOf(lines.length, (at) => rect(at).top > end);
    const from = first - (first % STEP);
    return [from, Math.min(Math.ceil(last / STEP) * STEP, from + LINES, lines.length)];
  }

  #tree(): Tree | null {
    if (this.#starts.length === 0) this.#read();
    return parsed.get(this.#element)?.tree ?? null;
  }

  /** Looks how the text is built, unless that is known. */
  #read(): void {
    let text = "";
    let length = 0;
    for (const { data } of this.#lines!) {
      this.#starts.push(length);
      length += data.length + 1;
      // A line with nothing in it has a mark without width, to be as high as others.
      if (text.length < MOST) text += `${data === "\u200b" ? " " : data}\n`;
    }
    text = text.slice(0, MOST);
    const known = parsed.get(this.#element);
    if (known?.text === text) return;
    known?.stop();
    const now: Parsed = { text, tree: null, stop: () => undefined };
    parsed.set(this.#element, now);
    languageOf(this.#element.dataset.code ?? "").then(
      (language) => {
        if (!language || parsed.get(this.#element) !== now) return;
        now.stop = inSlices(parsing(language.parser, text), (tree) => {
          now.tree = tree;
          this.look();
        });
      },
      // It can be read without colours.
      () => undefined,
    );
  }
}

function* parsing(parser: Parser, text: string): Work<Tree> {
  const parse = parser.startParse(text);
  for (;;) {
    const tree = parse.advance();
    if (tree) return tree;
    yield parse.parsedPos / text.length;
  }
}

function textsIn(element: Element): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found;
}

/** The first of so many that it is true of, as of all after it; `count` when there is none. */
function firstOf(count: number, isTrue: (at: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function highlightOf(kind: string): Highlight {
  const name = `code-${kind}`;
  const known = CSS.highlights.get(name);
  if (known) return known;
  const made = new Highlight();
  // What is found lies above.
  made.priority = -1;
  CSS.highlights.set(name, made);
  return made;
}
