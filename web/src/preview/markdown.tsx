// Markdown as React elements: HTML in it is left out, and nothing is fetched from elsewhere.
import type { ComponentProps } from "react";
import Markdown, { defaultUrlTransform } from "react-markdown";
import remarkGfm from "remark-gfm";
import { objectUrl } from "../api/objects";
import { t } from "../messages/preview";
import type { Source } from "./source";
import { codeIn } from "./use-colours";
import "./markdown.css";

/** Markdown as it is meant. */
export function Laid({ text, source }: { text: string; source: Source }) {
  return (
    <article className="markdown">
      <Markdown
        remarkPlugins={[remarkGfm]}
        skipHtml
        urlTransform={(url, attribute) =>
          attribute === "src" ? pictureUrl(url, source) : defaultUrlTransform(url)
        }
        components={{ a: Link, code: Code, img: Picture, input: Task }}
      >
        {text}
      </Markdown>
    </article>
  );
}

/** It says what it is written in, for whoever colours the page. */
function Code({ className, children }: ComponentProps<"code">) {
  const [, language] = /^language-(\S+)/.exec(className ?? "") ?? [];
  return <code data-code={codeIn(language)}>{children}</code>;
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
  return src ? <img src={src} alt={alt ?? ""} /> : <span className="muted">[{alt || t.picture}]</span>;
}

/** The box of a task, which has no words of its own. */
function Task({ checked }: ComponentProps<"input">) {
  return <input type="checkbox" checked={checked} disabled aria-label={checked ? t.isDone : t.toDo} />;
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
