// What is told apart in code by its colour, in the editor and in previews. The colours: kinds.css.
import { tags } from "@lezer/highlight";
import "./kinds.css";

/** `class` is the end of the name of a colour: `--code-comment`. */
export const kinds = [
  { tag: [tags.comment, tags.quote, tags.meta, tags.processingInstruction], class: "comment" },
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.tagName], class: "keyword" },
  {
    tag: [tags.string, tags.special(tags.string), tags.regexp, tags.monospace, tags.url, tags.inserted],
    class: "string",
  },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.escape], class: "number" },
  {
    tag: [tags.propertyName, tags.attributeName, tags.definition(tags.variableName), tags.heading],
    class: "name",
  },
  { tag: [tags.typeName, tags.className, tags.namespace, tags.standard(tags.variableName)], class: "type" },
  { tag: [tags.invalid, tags.deleted], class: "wrong" },
];
