// Where one types. CodeMirror, in a shadow root: there it adopts its style sheets, as the page's content
// security policy allows no style elements.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { indentUnit } from "@codemirror/language";
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Text as Lines } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  dropCursor,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { type RefObject, useEffect, useImperativeHandle, useRef } from "react";
import { t } from "../messages/editor";
import { languageOf } from "./languages";
import { look } from "./look";
import type { Text } from "./text";

/** What the page does with the text. */
export interface Surface {
  /** As it is now. */
  lines: () => Lines;
  focus: () => void;
  search: () => void;
}

export interface SurfaceProps {
  ref: RefObject<Surface | null>;
  /** What it begins with; another one needs another `key`. */
  start: Text;
  /** Its ending chooses the colours. */
  name: string;
  label: string;
  wrap: boolean;
  isReadOnly: boolean;
  /** It is there, with these lines. */
  onBegin: (lines: Lines) => void;
  onChange: () => void;
}

export default function SurfaceView({ ref, ...props }: SurfaceProps) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const made = useRef<Made | null>(null);
  useEffect(() => {
    latest.current = props;
    made.current?.set(props);
  });
  useEffect(() => {
    const here = new Made(host.current!, latest);
    made.current = here;
    latest.current.onBegin(here.view.state.doc);
    return () => here.end();
  }, []);
  useImperativeHandle(ref, () => ({
    lines: () => made.current!.view.state.doc,
    focus: () => made.current?.view.focus(),
    search: () => made.current && openSearchPanel(made.current.view),
  }));
  return <div ref={host} className="editor-surface" />;
}

class Made {
  readonly view: EditorView;
  readonly #wrap = new Compartment();
  readonly #writable = new Compartment();
  readonly #language = new Compartment();
  #isOver = false;
  #set: Pick<SurfaceProps, "wrap" | "isReadOnly">;

  constructor(host: HTMLDivElement, props: RefObject<Omit<SurfaceProps, "ref">>) {
    const { start, name, label, wrap, isReadOnly } = props.current;
    this.#set = { wrap, isReadOnly };
    const state = EditorState.create({
      doc: start.text,
      extensions: [
        // Where lines end in different ways each keeps its own: what is not LF is part of the line.
        start.form.ending === "mixed" ? EditorState.lineSeparator.of("\n") : [],
        indentUnit.of(/^\t/m.test(start.text) ? "\t" : "  "),
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        highlightSelectionMatches(),
        history(),
        drawSelection(),
        dropCursor(),
        search({ top: true }),
        EditorState.phrases.of(t.phrases),
        keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, indentWithTab]),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) props.current.onChange();
        }),
        this.#wrap.of(wrapping(wrap)),
        this.#writable.of(writable(!isReadOnly)),
        this.#language.of([]),
        look,
      ],
    });
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    this.view = new EditorView({ state, root, parent: root });
    if (!isReadOnly) this.view.focus();
    void languageOf(name).then((language) => {
      if (language && !this.#isOver) this.view.dispatch({ effects: this.#language.reconfigure(language) });
    });
  }

  end(): void {
    this.#isOver = true;
    this.view.destroy();
  }

  set({ wrap, isReadOnly }: Pick<SurfaceProps, "wrap" | "isReadOnly">): void {
    const effects = [];
    if (wrap !== this.#set.wrap) effects.push(this.#wrap.reconfigure(wrapping(wrap)));
    if (isReadOnly !== this.#set.isReadOnly) effects.push(this.#writable.reconfigure(writable(!isReadOnly)));
    this.#set = { wrap, isReadOnly };
    if (effects.length > 0) this.view.dispatch({ effects });
  }
}

const wrapping = (wrap: boolean) => (wrap ? EditorView.lineWrapping : []);
const writable = (may: boolean) => [EditorState.readOnly.of(!may), EditorView.editable.of(may)];
