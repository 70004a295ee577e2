// A PDF on canvases, read by ranges. pdf.js runs no script of the document and none of it is HTML.
import { getDocument, GlobalWorkerOptions, PDFDataRangeTransport, type PDFDocumentProxy } from "pdfjs-dist";
import worker from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { t } from "../messages/preview";
import { IconButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Spinner } from "../ui/progress";

import { decodersUrl, PdfFiles } from "./pdf-files";
import { PdfPage } from "./pdf-page";
import { type Ranges, useRanges } from "./ranges";
import type { ViewProps } from "./show";
import type { Source } from "./source";
import { Unshown } from "./unshown";
import "./pdf-view.css";

GlobalWorkerOptions.workerSrc = worker;

/** Bytes per request. */
const CHUNK = 256 * 1024;
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

export default function PdfView(props: ViewProps) {
  const { source, encoding } = props;
  const ranges = useRanges(source, props.size);
  // What is stored compressed only the browser can unpack, from its beginning.
  return <Pdf source={source} from={encoding ? props.url : ranges} />;
}

function Pdf({ source, from }: { source: Source; from: Ranges | string }) {
  const opened = usePdf(from);
  if (opened === null) return <Spinner label={t.opening} />;
  if (opened === "broken") return <Unshown source={source} what="PDF" />;
  if (opened === "locked") {
    return (
      <EmptyState icon="lock" title={t.locked}>
        <p>{t.lockedWords}</p>
      </EmptyState>
    );
  }
  return <Pages pdf={opened} />;
}

/** Opens it. Only what is looked at is read. */
function usePdf(from: Ranges | string): PDFDocumentProxy | "broken" | "locked" | null {
  const [opened, setOpened] = useState<PDFDocumentProxy | "broken" | "locked" | null>(null);
  useEffect(() => {
    let gone = false;
    const broken = () => {
      if (!gone) setOpened("broken");
    };
    const task = getDocument({
      ...(typeof from === "string" ? { url: from } : { range: new Transport(from, broken) }),
      rangeChunkSize: CHUNK,
      disableAutoFetch: true,
      disableStream: true,
      enableXfa: false,
      // The content security policy lets no WebAssembly run; the decoders come as scripts too.
      useWasm: false,
      useWorkerFetch: false,
      BinaryDataFactory: PdfFiles,
      wasmUrl: decodersUrl,
      cMapUrl: "cmaps/",
      standardFontDataUrl: "standard_fonts/",
    });
    const failed = (error: Error) => {
      if (error.name !== "PasswordException") broken();
      else if (!gone) setOpened("locked");
    };
    task.promise.then((pdf) => !gone && setOpened(pdf), failed);
    return () => {
      gone = true;
      void task.destroy();
    };
  }, [from]);
  return opened;
}

/** Reads what pdf.js asks for. */
class Transport extends PDFDataRangeTransport {
  readonly #ranges: Ranges;
  readonly #broken: () => void;

  constructor(ranges: Ranges, broken: () => void) {
    super(ranges.size, null);
    this.#ranges = ranges;
    this.#broken = broken;
  }

  override requestDataRange(begin: number, end: number): void {
    this.#ranges.read(begin, end).then((bytes) => this.onDataRange(begin, bytes), this.#broken);
  }
}

function Pages({ pdf }: { pdf: PDFDocumentProxy }) {
  const [zoom, setZoom] = useState(2);
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const shape = useShape(pdf);
  const step = (by: number) => () => setZoom(Math.min(Math.max(zoom + by, 0), ZOOMS.length - 1));
  const fitted = Math.min(width - 32, 1000) * (ZOOMS[zoom] ?? 1);
  useSamePlace(scroller, fitted);
  return (
    <div className="text-view">
      <div className="view-bar">
        <span className="muted">{t.pageCount(pdf.numPages)}</span>
        <span className="view-bar-space" />
        <IconButton size="s" icon="minus" label={t.smaller} onPress={step(-1)} isDisabled={zoom === 0} />
        <IconButton
          size="s"
          icon="plus"
          label={t.larger}
          onPress={step(1)}
          isDisabled={zoom === ZOOMS.length - 1}
        />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={scroller} className="pdf" role="region" aria-label={t.pages} tabIndex={0}>
        {shape !== null &&
          width > 0 &&
          Array.from({ length: pdf.numPages }, (_, index) => (
            <PdfPage key={index} pdf={pdf} number={index + 1} width={fitted} shape={shape} />
          ))}
      </div>
    </div>
  );
}

/** Height over width of the first page: what the others take up until they are read. */
function useShape(pdf: PDFDocumentProxy): number | null {
  const [shape, setShape] = useState<number | null>(null);
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
      if (!gone) setShape(height / width);
    };
    look().catch(() => !gone && setShape(Math.SQRT2));
    return () => {
      gone = true;
    };
  }, [pdf]);
  return shape;
}

/** What was in view stays in view when the pages grow or shrink. */
function useSamePlace(ref: RefObject<HTMLElement | null>, width: number): void {
  const before = useRef(width);
  useLayoutEffect(() => {
    if (ref.current && before.current > 0) ref.current.scrollTop *= width / before.current;
    before.current = width;
  }, [ref, width]);
}

function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
