// What has been found: rows of which only those in view are drawn.
import { useRef } from "react";
import { Link } from "wouter";
import type { ListedObject } from "../api/types";
import { Name } from "../listing/name";
import { UNMEASURED, useBox } from "../listing/use-box";
import { useWindow } from "../listing/use-window";
import { t } from "../messages/search";
import { FileIcon } from "../ui/file-icon";
import { formatMoment, formatSize } from "../util/format";
import { kindOf } from "../util/kind";
import { useMedia } from "../util/use-media";

export interface SearchHitsProps {
  /** May grow in place; `count` says so. */
  hits: readonly ListedObject[];
  count: number;
  prefix: string;
  hrefOf: (key: string) => string;
  folderHref: (prefix: string) => string;
}

/** Pixels. On a narrow screen a row has three lines. */
const ROW = 44;
const ROW_NARROW = 76;

export function SearchHits({ hits, count, prefix, hrefOf, folderHref }: SearchHitsProps) {
  const box = useRef<HTMLDivElement>(null);
  const isNarrow = useMedia("(max-width: 640px)");
  const measured = useBox(box);
  const laid = {
    across: 1,
    rowHeight: isNarrow ? ROW_NARROW : ROW,
    viewHeight: (measured ?? UNMEASURED).height,
    isMeasured: measured !== null,
  };
  const { first, last, top, height } = useWindow(box, count, laid, -1);
  return (
    <div ref={box} className="search-hits">
      <div role="list" aria-label={t.found} style={{ height }}>
        <div role="presentation" style={{ transform: `translateY(${top}px)` }}>
          {hits.slice(first, last).map((hit, offset) => {
            const folder = folderOf(hit.key);
            return (
              <div
                key={hit.key}
                className="search-hit"
                role="listitem"
                aria-setsize={count}
                aria-posinset={first + offset + 1}
              >
                <Link
                  className="search-name"
                  href={hit.key.endsWith("/") ? folderHref(hit.key) : hrefOf(hit.key)}
                >
                  <FileIcon kind={hit.key.endsWith("/") ? "folder" : kindOf(hit.key)} />
                  <Name name={hit.key.slice(folder.length)} />
                </Link>
                <Link className="search-folder" href={folderHref(folder)}>
                  {folder === prefix ? (
                    <span className="muted">{t.inThisFolder}</span>
                  ) : (
                    <Name name={folder.slice(prefix.length)} />
                  )}
                </Link>
                <span className="search-size num">{formatSize(hit.size)}</span>
                <span className="search-date num">{formatMoment(hit.last_modified)}</span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The folder that something is in: the mark of a folder is in the one above. */
export function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf("/", key.length - 2) + 1);
}
