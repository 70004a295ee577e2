// The words of a presentation (.pptx), slide by slide.
// <https://learn.microsoft.com/openspecs/office_standards/ms-pptx/>
import { t } from "../../messages/preview";
import type { Pull } from "../use-rows";
import type { Parts } from "./parts";

export interface Slide {
  title: string;
  paragraphs: { text: string; depth: number }[];
}

/** Slides that are read together. */
const AT_ONCE = 10;
/** Paragraphs of a slide, and characters of one. */
const MOST = 1000;
const LONG = 20_000;

/** Reads the slides in their order. */
export function slidesOf(parts: Parts): Pull<Slide> {
  let order: Promise<string[]> | null = null;
  let at = 0;
  return async () => {
    order ??= orderOf(parts);
    const all = await order;
    const rows = await Promise.all(all.slice(at, at + AT_ONCE).map((part) => slideOf(parts, part)));
    at += rows.length;
    return { rows, isLast: at >= all.length };
  };
}

async function orderOf(parts: Parts): Promise<string[]> {
  const main = await parts.main();
  const relations = await parts.relations(main);
  const order: string[] = [];
  let isPresentation = false;
  await parts.whole(main, {
    open(name, attributes) {
      isPresentation ||= name === "presentation";
      const relation = relations.get(attributes.get(":id") ?? "");
      if (name === "sldId" && relation?.type === "slide") order.push(relation.part);
    },
  });
  if (!isPresentation) throw new Error(t.officeDamaged);
  return order;
}

async function slideOf(parts: Parts, part: string): Promise<Slide> {
  const slide: Slide = { title: "", paragraphs: [] };
  /** Of the shape that is read; numbers and dates of slides are no words of theirs. */
  let kind = "";
  let paragraph: { text: string; depth: number } | null = null;
  let isText = false;
  let left = 0;
  await parts.whole(part, {
    open(name, attributes) {
      if (left > 0 || name === "Fallback") left += 1;
      else if (name === "sp") kind = "";
      else if (name === "ph") kind = attributes.get("type") ?? "";
      else if (name === "p") paragraph = { text: "", depth: 0 };
      else if (name === "pPr" && paragraph) paragraph.depth = Math.min(Number(attributes.get("lvl")) || 0, 8);
      else if (name === "br" && paragraph) paragraph.text += "\n";
      else if (name === "t") isText = true;
    },
    close(name) {
      if (left > 0) left -= 1;
      else if (name === "t") isText = false;
      else if (name === "sp") kind = "";
      else if (name === "p" && paragraph) {
        if (paragraph.text.trim() !== "") add(slide, paragraph, kind);
        paragraph = null;
      }
    },
    text(text) {
      if (isText && left === 0 && paragraph && paragraph.text.length < LONG) paragraph.text += text;
    },
  });
  return slide;
}

function add(slide: Slide, paragraph: { text: string; depth: number }, kind: string): void {
  if (kind === "sldNum" || kind === "dt" || kind === "ftr") return;
  const isTitle = kind === "title" || kind === "ctrTitle";
  if (isTitle && slide.title.length < LONG) slide.title = `${slide.title} ${paragraph.text}`.trim();
  else if (slide.paragraphs.length < MOST) slide.paragraphs.push(paragraph);
}
