// A presentation as the words of its slides.
import { useCallback } from "react";
import { t } from "../../messages/preview";
import { EndOfRows } from "../end-of-rows";
import { useRows } from "../use-rows";
import type { Parts } from "./parts";
import { type Slide, slidesOf } from "./slides";
import { steady } from "./steady";

/** Slides that the page holds. */
const MOST = 1000;

export function SlidesView({ parts }: { parts: Parts }) {
  const open = useCallback(() => steady(() => slidesOf(parts)), [parts]);
  const rows = useRows(open);
  return (
    <div className="text-view">
      <div className="view-bar">
        <span className="muted">{t.onlyWords}</span>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="markdown-page" role="region" aria-label={t.slides} tabIndex={0}>
        <article className="markdown">
          {rows.rows.slice(0, MOST).map((slide, at) => (
            <SlideView key={at} number={at + 1} slide={slide} />
          ))}
        </article>
        <EndOfRows rows={rows} most={MOST} one="slide" full={t.downloadForRest} />
      </div>
    </div>
  );
}

function SlideView({ number, slide: { title, paragraphs } }: { number: number; slide: Slide }) {
  return (
    <section className="slide">
      <p className="muted num">{t.slide(number)}</p>
      {title !== "" && <h2 dir="auto">{title}</h2>}
      {paragraphs.map(({ text, depth }, at) => (
        <p key={at} dir="auto" data-depth={depth}>
          {text}
        </p>
      ))}
    </section>
  );
}
