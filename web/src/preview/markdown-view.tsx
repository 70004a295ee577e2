// Markdown as React elements: HTML in it is left out, and nothing is fetched from elsewhere.
import { type ComponentProps, useState } from "react";
import Markdown, { defaultUrlTransform } from "react-markdown";
import remarkGfm from "remark-gfm";
import { objectUrl } from "../api/objects";
import { Button } from "../ui/button";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import type { Source } from "./beginning";
import { NoViewer, type ViewProps } from "./show";
import { Bar, Lines } from "./text-view";
import { useText } from "./use-text";
import "./markdown-view.css";

/** Above so many characters laying it out would hold up the page. */
const MOST = 300_000;

export default function MarkdownView(props: ViewProps) {
  const { data, error, refetch } = useText(props);
  const [source, setSource] = useState(false);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label="Reading" />;
  if (data.text === null) return <NoViewer source={props.source} />;
  const large = data.text.length > MOST;
  return (
    <div className="text-view">
      <Bar read={data}>
        {large ? (
          <span>Too long to lay out</span>
        ) : (
          <Button size="s" look="quiet" onPress={() => setSource(!source)}>
            {source ? "Laid out" : "Source"}
          </Button>
        )}
      </Bar>
      {source || large ? <Lines text={data.text} wrap /> : <LaidOut text={data.text} source={props.source} />}
    </div>
  );
}

function LaidOut({ text, source }: { text: string; source: Source }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <article className="markdown" aria-label="Text" tabIndex={0}>
      <Markdown
        remarkPlugins={[remarkGfm]}
        skipHtml
        urlTransform={(url, attribute) =>
          attribute === "src" ? pictureUrl(url, source) : defaultUrlTransform(url)
        }
        components={{ a: Link, img: Picture }}
      >
        {text}
      </Markdown>
    </article>
  );
}

/** Addresses elsewhere open beside us and learn nothing of us; others lead nowhere here. */
function Link({ href, children }: ComponentProps<"a">) {
  if (!href || !/^(https?|mailto):/i.test(href)) return <span className="markdown-link">{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** In place of a picture from elsewhere stand its words. */
function Picture({ src, alt }: ComponentProps<"img">) {
  return src ? <img src={src} alt={alt ?? ""} /> : <span className="muted">[{alt || "picture"}]</span>;
}

/** A picture beside the text is an object beside it; from elsewhere none is fetched. */
export function pictureUrl(url: string, { connection, bucket, key }: Source): string {
  if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(url)) return "";
  let path: string;
  try {
    path = decodeURIComponent(url.split(/[?#]/)[0] ?? "");
  } catch {
    return "";
  }
  const parts = path.startsWith("/") ? [] : key.split("/").slice(0, -1);
  for (const part of path.replace(/^\//, "").split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return objectUrl(connection, bucket, parts.join("/"), { disposition: "inline" });
}
