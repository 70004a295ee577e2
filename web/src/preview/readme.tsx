// The README of a folder, below its rows.
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { showProperties } from "../api/objects";
import { t } from "../messages/preview";
import { Button } from "../ui/button";
import { Spinner } from "../ui/progress";
import { formatSize } from "../util/format";
import { recall, remember } from "../util/remembered";
import { beginning } from "./beginning";
import { decode } from "./decode";
import { Laid } from "./markdown";
import type { Source } from "./source";
import { useColours } from "./use-colours";
import "./readme.css";

/** Bytes that are read of it. */
const MOST = 64 * 1024;
const CLOSED = "readme-closed";

interface Props {
  source: Source;
  /** Shows it large. */
  onOpen: () => void;
}

export default function Readme({ source, onOpen }: Props) {
  const [isOpen, setOpen] = useState(() => recall("tab", CLOSED) === null);
  const toggle = () => {
    remember("tab", CLOSED, isOpen ? "yes" : null);
    setOpen(!isOpen);
  };
  const name = source.key.slice(source.key.lastIndexOf("/") + 1);
  return (
    <section className="readme" aria-label={name}>
      <header>
        <Button
          size="s"
          look="quiet"
          icon={isOpen ? "chevron-down" : "chevron-right"}
          aria-expanded={isOpen}
          onPress={toggle}
        >
          {name}
        </Button>
        {isOpen && (
          <Button size="s" look="quiet" onPress={onOpen}>
            {t.showLarge}
          </Button>
        )}
      </header>
      {isOpen && <Words source={source} isPlain={/\.txt$/i.test(name)} />}
    </section>
  );
}

function Words({ source, isPlain }: { source: Source; isPlain: boolean }) {
  const { connection, bucket, key } = source;
  const page = useRef<HTMLDivElement>(null);
  useColours(page);
  const { data, error } = useQuery({
    queryKey: ["readme", connection, bucket, key, source.etag],
    queryFn: async ({ signal }) => {
      const { content_encoding, archived } = await showProperties(connection, bucket, key, signal);
      if (archived) return null;
      const { bytes, cut } = await beginning(source, MOST, content_encoding, signal);
      return { text: decode(bytes)?.text ?? null, cut };
    },
  });
  // It is there to help: where it cannot be read, the row says why when it is opened.
  if (error || data === null || data?.text === null) return <p className="muted">{t.notShownHere}</p>;
  if (!data) return <Spinner label={t.reading} />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={page} className="readme-words" role="region" aria-label="README" tabIndex={0}>
      {isPlain ? <pre>{data.text}</pre> : <Laid text={data.text} source={source} />}
      {data.cut && <p className="muted">{t.readmePart(formatSize(MOST))}</p>}
    </div>
  );
}
