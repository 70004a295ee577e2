// What the file page's address says, and how it changes.
import { useMemo } from "react";
import { useLocation } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import { type Column, type Sort, columns } from "../listing/order";
import { type Place, paths } from "../routes";
import type { Folder } from "./item";

export interface FilesAddress {
  folder: Folder;
  sort: Sort;
  /** The key of the object that is shown large. */
  preview: string | null;
  /** The moment as of which the folder is shown; null as it is. */
  at: string | null;
  /** The address of another folder, or of this one otherwise looked at. */
  href: (to: Partial<Place>) => string;
  go: (to: Partial<Place>, replace?: boolean) => void;
}

function sortOf(by: string | null, order: string | null): Sort {
  const known = columns.find((column): column is Column => column === by);
  return { by: known ?? "name", descending: order === "desc" };
}

export function useFilesAddress(connection: string): FilesAddress {
  // wouter's useSearchParams decodes the query once too often: the key `50%2525` would be `50%25`.
  const search = new URLSearchParams(useSearch());
  const [, navigate] = useLocation();
  const bucket = search.get("bucket") ?? "";
  const prefix = search.get("prefix") ?? "";
  const by = search.get("sort");
  const order = search.get("order");
  const preview = search.get("preview");
  const at = search.get("at");
  return useMemo(() => {
    const sort = sortOf(by, order);
    const here: Place = {
      bucket,
      prefix,
      sort: sort.by === "name" ? undefined : sort.by,
      order: sort.descending ? "desc" : undefined,
      at: at ?? undefined,
    };
    const href = (to: Partial<Place>) => paths.files(connection, { ...here, ...to });
    return {
      folder: { connection, bucket, prefix },
      sort,
      preview,
      at,
      href,
      go: (to, replace = false) => navigate(href(to), { replace }),
    };
  }, [connection, bucket, prefix, by, order, preview, at, navigate]);
}
