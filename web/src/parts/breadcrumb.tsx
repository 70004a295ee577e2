// Where we are: every folder above as a link, or the address as text to type in.
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { findPlace } from "../api/place";
import { pageCommandOf } from "../listing/keyboard";
import { Name } from "../listing/name";
import { displayName } from "../listing/names";
import { m } from "../messages";
import { paths } from "../routes";
import { IconButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { focusList } from "../ui/focus";
import { formatAddress, nameOf, parseAddress } from "../util/address";
import "./breadcrumb.css";

export interface BreadcrumbProps {
  connection: string;
  bucket: string;
  prefix: string;
  /** The folder that something dragged would go to. */
  dropKey?: string | null;
  /** The moment as of which folders are shown. */
  at?: string;
  /** Stands after the path. */
  children?: ReactNode;
}

const ASKED = "wardrobe-address";

/** Has an address be typed in the path. */
export function askForAddress(): void {
  dispatchEvent(new Event(ASKED));
}

/** The prefixes from the bucket down to `prefix`, which is the last. */
export function above(prefix: string): string[] {
  const all = [""];
  for (let at = prefix.indexOf("/"); at >= 0; at = prefix.indexOf("/", at + 1))
    all.push(prefix.slice(0, at + 1));
  return all;
}

export function Breadcrumb({ connection, bucket, prefix, dropKey, at, children }: BreadcrumbProps) {
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (pageCommandOf(event) !== "address") return;
      event.preventDefault();
      setTyping(true);
    };
    const onAsked = () => setTyping(true);
    addEventListener("keydown", onKey);
    addEventListener(ASKED, onAsked);
    return () => {
      removeEventListener("keydown", onKey);
      removeEventListener(ASKED, onAsked);
    };
  }, []);
  if (typing) {
    return <Typed connection={connection} bucket={bucket} prefix={prefix} onEnd={() => setTyping(false)} />;
  }
  const places = above(prefix);
  return (
    <nav className="crumbs" aria-label={m.parts.folder}>
      <ol ref={showEnd}>
        <li>
          <Link href={paths.connection(connection)} className="crumb" aria-label={m.parts.allLocations}>
            <Icon name="home" size={18} />
          </Link>
        </li>
        {places.map((place, index) => (
          <li key={place}>
            <Icon name="chevron-right" size={14} />
            <Link
              href={paths.files(connection, { bucket, prefix: place, at })}
              className="crumb"
              data-key={place}
              data-drop={(dropKey === place && place !== prefix) || undefined}
              aria-current={index === places.length - 1 ? "page" : undefined}
            >
              <Name name={place === "" ? bucket : nameOf(place)} />
            </Link>
          </li>
        ))}
      </ol>
      <IconButton icon="pencil" size="s" label={m.parts.typeAddress} onPress={() => setTyping(true)} />
      {children}
    </nav>
  );
}

/** Of a path that is too long, the end is what tells. */
function showEnd(list: HTMLElement | null): void {
  if (list) list.scrollLeft = list.scrollWidth;
}

function Typed({ connection, bucket, prefix, onEnd }: BreadcrumbProps & { onEnd: () => void }) {
  const [text, setText] = useState(formatAddress({ bucket, key: prefix }));
  const [problem, setProblem] = useState<string | null>(null);
  const [, navigate] = useLocation();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const go = async (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseAddress(text, bucket);
    if ("problem" in parsed) return setProblem(parsed.problem);
    navigate(paths.files(connection, await findPlace(connection, parsed.address)));
    onEnd();
  };
  return (
    <form className="crumbs crumbs-typed" onSubmit={(event) => void go(event)}>
      <input
        ref={field}
        className="crumbs-field"
        // An address is read from the left in every language.
        dir="ltr"
        aria-label={m.parts.address}
        aria-invalid={problem !== null}
        aria-describedby="crumbs-problem"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setProblem(null);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          onEnd();
          focusList();
        }}
        onBlur={() => problem === null && onEnd()}
      />
      <p id="crumbs-problem" className="crumbs-problem" role="alert" hidden={problem === null}>
        {problem}
      </p>
    </form>
  );
}

/** The folder above, or none. */
export function parentOf(prefix: string): string | null {
  return above(prefix).at(-2) ?? null;
}

/** For the page's title. */
export function titleOf(bucket: string, prefix: string): string {
  return prefix === "" ? bucket : displayName(nameOf(prefix));
}
