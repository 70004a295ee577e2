// A text of any size: only the stretch in view is read and kept.
import { useQuery } from "@tanstack/react-query";
import {
  type FormEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { showProperties } from "../api/objects";
import { t } from "../messages/preview";
import { Button } from "../ui/button";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { TextField } from "../ui/text-field";
import { formatSize } from "../util/format";
import { Find } from "./find";
import { Opened } from "./opened";
import type { Pieces } from "./pieces";
import type { ViewProps } from "./show";
import type { Source } from "./source";
import { codeIn, useColours } from "./use-colours";
import { type Stretch, useStretch } from "./use-stretch";
import "./long-text.css";

/** Pixels from an end at which the next piece is asked for. */
const NEAR = 1200;
/** Milliseconds between two looks at a file that may grow. */
const LOOK = 5000;

interface Props extends ViewProps {
  begin?: "start" | "end";
  /** What else can be done with it. */
  actions?: ReactNode;
}

export default function LongText({ source, size, begin = "start", actions }: Props) {
  const [grown, setGrown] = useState<{ etag?: string | null; size: number } | null>(null);
  const [follows, setFollows] = useState(false);
  const now = { source: { ...source, etag: grown?.etag ?? source.etag }, size: grown?.size ?? size };
  const error = useGrowth(now, follows, setGrown);
  return (
    // What has grown is another file to S3.
    <Opened key={now.source.etag} {...now}>
      {(pieces) => (
        <Scrolled
          name={source.key}
          pieces={pieces}
          begin={grown ? "end" : begin}
          follows={follows}
          onFollow={setFollows}
          trouble={error}
          actions={actions}
        />
      )}
    </Opened>
  );
}

interface ScrolledProps {
  /** Its ending chooses the colours. */
  name: string;
  begin: "start" | "end";
  follows: boolean;
  onFollow: (on: boolean) => void;
  trouble: unknown;
  actions: ReactNode;
}

const labels = { "utf-8": "UTF-8", "utf-16le": "UTF-16", "utf-16be": "UTF-16", "windows-1252": "Latin-1" };

function Scrolled({
  name,
  pieces,
  begin,
  follows,
  onFollow,
  trouble,
  actions,
}: ScrolledProps & { pieces: Pieces }) {
  const [wrap, setWrap] = useState(true);
  const { stretch, error, isReading, more, go } = useStretch(pieces, begin);
  const [goal, setGoal] = useState<"start" | "end">(begin);
  const box = useRef<HTMLDivElement>(null);
  useStill(box, stretch, goal);
  useColours(box);
  const look = () => {
    const at = box.current;
    if (!at || stretch === null) return;
    if (at.scrollHeight - at.scrollTop - at.clientHeight < NEAR) more("down");
    if (at.scrollTop < NEAR) more("up");
  };
  // After each piece: there may be room for another.
  useEffect(look);
  const jump = (to: "start" | "end" | number) => {
    setGoal(to === "end" ? "end" : "start");
    go(to);
  };
  const { size } = pieces;
  const first = stretch?.pieces[0]?.start ?? 0;
  const last = stretch?.pieces.at(-1)?.end ?? 0;
  return (
    <div className="text-view">
      <div className="view-bar">
        <span className="muted">{labels[pieces.label]}</span>
        <span className="muted num">
          {first === 0 && last === size
            ? t.allOfIt
            : t.stretchOf(formatSize(first), formatSize(last), formatSize(size))}
        </span>
        {isReading && stretch !== null && <Spinner label={t.reading} />}
        <span className="view-bar-space" />
        {actions}
        <Find within={box} shown={stretch} partly={!(first === 0 && last === size)} />
        <Button size="s" look="quiet" onPress={() => jump("start")}>
          {t.start}
        </Button>
        <Button size="s" look="quiet" onPress={() => jump("end")}>
          {t.end}
        </Button>
        <Place size={size} onGo={jump} />
        <Button
          size="s"
          look="quiet"
          aria-pressed={follows}
          onPress={() => {
            onFollow(!follows);
            if (!follows) jump("end");
          }}
        >
          {follows ? t.stopFollowing : t.follow}
        </Button>
        <Button size="s" look="quiet" aria-pressed={wrap} onPress={() => setWrap(!wrap)}>
          {wrap ? t.noWrap : t.wrap}
        </Button>
      </div>
      {follows && (
        <p className="view-note" role="status">
          {trouble ? t.lookAgain : t.lookingGrown}
        </p>
      )}
      {error !== null && <ErrorState error={error} onRetry={() => jump(goal)} />}
      {stretch === null && error === null && <Spinner label={t.reading} />}
      {stretch !== null && (
        <div
          ref={box}
          className="lines lines-long"
          data-wrap={wrap}
          data-numbers={stretch.above !== null}
          role="region"
          aria-label={t.text}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          onScroll={look}
        >
          <Blocks stretch={stretch} name={name} />
        </div>
      )}
    </div>
  );
}

function Blocks({ stretch: { pieces, above }, name }: { stretch: Stretch; name: string }) {
  let before = above ?? 0;
  return pieces.map(({ start, lines }) => {
    const number = before;
    before += lines.length;
    return (
      <div
        key={start}
        className="lines-piece"
        data-start={start}
        // Each for itself: what lies above it may never have been read.
        data-code={codeIn(name)}
        style={{ counterReset: `line ${number}` }}
      >
        {lines.map((line, at) => (
          <div key={at} className="line">
            {line || "\u200b"}
          </div>
        ))}
      </div>
    );
  });
}

/** A byte, or a share of the file. */
function Place({ size, onGo }: { size: number; onGo: (to: number) => void }) {
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const place = placeOf(text, size);
    if (place !== null) onGo(place);
  };
  return (
    <form className="place" onSubmit={submit}>
      <TextField
        label={t.goToByte}
        hideLabel
        placeholder={t.byteOrShare}
        value={text}
        onChange={setText}
        isInvalid={text !== "" && placeOf(text, size) === null}
      />
      <Button size="s" look="quiet" type="submit">
        {t.go}
      </Button>
    </form>
  );
}

/** Reads `1,234` and `50%`; null when it is neither, or beyond the end. */
export function placeOf(text: string, size: number): number | null {
  const [, digits, percent] = /^\s*([\d,._ ]+)\s*(%?)\s*$/.exec(text) ?? [];
  if (digits === undefined) return null;
  const number = percent ? Number(digits.replace(",", ".")) : Number(digits.replaceAll(/[,._ ]/g, ""));
  const place = percent ? Math.floor((number / 100) * size) : number;
  return Number.isFinite(place) && place >= 0 && place <= size ? place : null;
}

/** What was in view stays there when pieces come above it or leave. */
function useStill(box: RefObject<HTMLElement | null>, stretch: Stretch | null, goal: "start" | "end"): void {
  const kept = useRef<{ start: string; top: number } | null>(null);
  const shown = useRef<Stretch | null>(null);
  useLayoutEffect(() => {
    const at = box.current;
    if (!at) return;
    if (shown.current !== stretch) {
      const stays = shown.current?.jump === stretch?.jump;
      shown.current = stretch;
      const anchor = stays && kept.current && at.querySelector(`[data-start="${kept.current.start}"]`);
      const top = anchor
        ? at.scrollTop + anchor.getBoundingClientRect().top - kept.current!.top
        : goal === "end"
          ? at.scrollHeight
          : 0;
      at.scrollTo({ top, behavior: "instant" });
    }
    const note = () => {
      const { top } = at.getBoundingClientRect();
      const inView = [...at.children].find((piece) => piece.getBoundingClientRect().bottom > top);
      const start = inView instanceof HTMLElement ? inView.dataset.start : undefined;
      kept.current = start === undefined ? null : { start, top: inView!.getBoundingClientRect().top };
    };
    note();
    at.addEventListener("scroll", note, { passive: true });
    return () => at.removeEventListener("scroll", note);
  });
}

/** Asks again and again whether there is a newer state. */
function useGrowth(
  { source, size }: { source: Source; size: number },
  follows: boolean,
  onGrown: (grown: { etag?: string | null; size: number }) => void,
): unknown {
  const { connection, bucket, key, etag } = source;
  const { error } = useQuery({
    queryKey: ["growth", connection, bucket, key, etag],
    queryFn: async ({ signal }) => {
      const found = await showProperties(connection, bucket, key, signal);
      if (found.etag !== etag || found.size !== size) onGrown(found);
      return found.etag ?? null;
    },
    enabled: follows && source.versionId === undefined,
    refetchInterval: LOOK,
    gcTime: 0,
    retry: false,
  });
  return error;
}
