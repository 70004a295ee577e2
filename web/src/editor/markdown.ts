// Colours for Markdown.
import { Language, defineLanguageFacet } from "@codemirror/language";
import { GFM, parser } from "@lezer/markdown";

/** Without those of the languages in its blocks. */
export const markdown = new Language(defineLanguageFacet(), parser.configure(GFM), [], "markdown");
