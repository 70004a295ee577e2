// One page of a PDF. It has a canvas only while it is near what is seen.
import { type PDFDocumentProxy, type RenderTask, TextLayer } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { t } from "../messages/preview";

/** Dots of a canvas at most: browsers give no larger ones, phones not even these. */
const DOTS = 16_000_000;

interface Props {
  pdf: PDFDocumentProxy;
  /** From 1. */
  number: number;
  /** CSS pixels. */
  width: number;
  /** Height over width, until the page itself says so. */
  shape: number;
}

export function PdfPage({ pdf, number, width, shape }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [own, setOwn] = useState<number | null>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root: element.parentElement,
      rootMargin: "100% 0px",
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const element = place.current;
    if (!near || !element) return;
    const drawing = draw(pdf, number, width, element, setOwn);
    drawing.done.catch((error: Error) => setBroken(error.name !== "RenderingCancelledException"));
    return drawing.stop;
  }, [pdf, number, width, near]);
  return (
    <div
      ref={place}
      className="pdf-page"
      role="group"
      aria-label={t.page(number)}
      data-broken={broken}
      style={{ width, height: width * (own ?? shape) }}
    />
  );
}

/** Draws into the element; `stop` clears it away again. */
function draw(
  pdf: PDFDocumentProxy,
  number: number,
  width: number,
  element: HTMLElement,
  setOwn: (shape: number) => void,
): { done: Promise<void>; stop: () => void } {
  let stopped = false;
  let task: RenderTask | undefined;
  const run = async () => {
    const page = await pdf.getPage(number);
    if (stopped) return;
    const { width: points, height } = page.getViewport({ scale: 1 });
    setOwn(height / points);
    const scale = width / points;
    const viewport = page.getViewport({ scale });
    const sharp = Math.min(devicePixelRatio, Math.sqrt(DOTS / (viewport.width * viewport.height)));
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(viewport.width * sharp);
    canvas.height = Math.floor(viewport.height * sharp);
    task = page.render({ canvas, viewport: page.getViewport({ scale: scale * sharp }) });
    await task.promise;
    if (stopped) return;
    const words = document.createElement("div");
    words.className = "pdf-words";
    words.style.setProperty("--total-scale-factor", String(scale));
    element.replaceChildren(canvas, words);
    await new TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport }).render();
  };
  const stop = () => {
    stopped = true;
    task?.cancel();
    element.replaceChildren();
  };
  return { done: run(), stop };
}
