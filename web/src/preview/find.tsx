// Finds words in what is on the page, and marks them without touching it.
import { type RefObject, useEffect, useState } from "react";
import { t } from "../messages/preview";
import { IconButton } from "../ui/button";
import { TextField } from "../ui/text-field";

import "./find.css";

/** Places that are marked at most. */
const MOST = 1000;

interface Props {
  /** What is searched. */
  within: RefObject<HTMLElement | null>;
  /** Changes when the text does. */
  shown: unknown;
  /** Only a part of the text is there. */
  partly?: boolean;
}

export function Find({ within, shown, partly = false }: Props) {
  const [wanted, setWanted] = useState("");
  const [found, setFound] = useState<Range[]>([]);
  const [at, setAt] = useState(-1);
  useEffect(() => {
    // When what is shown has been drawn.
    const frame = requestAnimationFrame(() => {
      const box = shown === null ? null : within.current;
      setFound(box && wanted ? placesOf(box, wanted) : []);
      setAt(-1);
    });
    return () => cancelAnimationFrame(frame);
  }, [within, wanted, shown]);
  useMarks(found, at);
  const step = (by: number) => {
    if (found.length === 0) return;
    const next = (Math.max(at, by > 0 ? -1 : 0) + by + found.length) % found.length;
    setAt(next);
    found[next]?.startContainer.parentElement?.scrollIntoView({ block: "center" });
  };
  return (
    <form
      role="search"
      className="find"
      onSubmit={(event) => {
        event.preventDefault();
        step(1);
      }}
    >
      <TextField
        label={partly ? t.findInLoaded : t.find}
        hideLabel
        placeholder={partly ? t.findInLoaded : t.find}
        value={wanted}
        onChange={setWanted}
      />
      {wanted && (
        <>
          <span className="muted num" role="status">
            {words(found.length, at)}
          </span>
          <IconButton size="s" icon="chevron-up" label={t.previousMatch} onPress={() => step(-1)} />
          <IconButton size="s" icon="chevron-down" label={t.nextMatch} onPress={() => step(1)} />
        </>
      )}
    </form>
  );
}

function words(count: number, at: number): string {
  if (count === 0) return t.notFound;
  const all = count === MOST ? t.matchesOrMore(count) : t.matches(count);
  return at < 0 ? all : t.matchOf(at + 1, all);
}

/** Where it stands within single pieces of text, whatever the case. */
export function placesOf(within: HTMLElement, wanted: string): Range[] {
  const lower = wanted.toLowerCase();
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  const found: Range[] = [];
  for (let node = walker.nextNode(); node && found.length < MOST; node = walker.nextNode()) {
    const text = node.nodeValue ?? "";
    const small = text.toLowerCase();
    // In a few scripts small letters are longer; there the case counts.
    const [hay, needle] = small.length === text.length ? [small, lower] : [text, wanted];
    for (let at = hay.indexOf(needle); at >= 0 && found.length < MOST;) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + needle.length);
      found.push(range);
      at = hay.indexOf(needle, at + needle.length);
    }
  }
  return found;
}

function useMarks(found: Range[], at: number): void {
  useEffect(() => {
    if (typeof Highlight === "undefined") return;
    const here = found[at];
    CSS.highlights.set("found", new Highlight(...found));
    if (here) CSS.highlights.set("found-here", new Highlight(here));
    return () => {
      CSS.highlights.delete("found");
      CSS.highlights.delete("found-here");
    };
  }, [found, at]);
}
