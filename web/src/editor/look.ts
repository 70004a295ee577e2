// How the text looks: the colours are the page's.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { kinds } from "./kinds";

const colours = HighlightStyle.define([
  ...kinds.map(({ tag, class: kind }) => ({ tag, color: `var(--code-${kind})` })),
  { tag: [tags.heading, tags.strong], fontWeight: "650" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.link, textDecoration: "underline" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--surface)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { font: "0.875rem/1.6 var(--mono)" },
  ".cm-content": { padding: "10px 0", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { border: "0", color: "var(--ink-3)", backgroundColor: "var(--sunken)" },
  ".cm-activeLine": { backgroundColor: "var(--hover)" },
  ".cm-activeLineGutter": { color: "var(--ink)", backgroundColor: "transparent" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--selected)",
  },
  ".cm-searchMatch": { backgroundColor: "var(--warn-soft)", outline: "1px solid var(--warn)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--selected)" },
  ".cm-specialChar": { color: "var(--danger)" },
  ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--raised)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panel.cm-search": { padding: "8px 36px 8px 12px", fontFamily: "var(--font)" },
  ".cm-panel.cm-search label": { fontSize: "var(--text-s)" },
  ".cm-textfield": {
    padding: "5px 8px",
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--radius-s)",
    fontSize: "var(--text-s)",
    color: "var(--ink)",
    backgroundColor: "var(--surface)",
  },
  ".cm-button": {
    padding: "5px 10px",
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--radius-s)",
    fontSize: "var(--text-s)",
    color: "var(--ink)",
    background: "var(--surface)",
  },
  ".cm-panel.cm-search [name=close]": {
    color: "var(--ink-2)",
    fontSize: "1.25rem",
    inset: "6px 10px auto auto",
  },
});

export const look = [theme, syntaxHighlighting(colours)];
