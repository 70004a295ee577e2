// What is to be changed, as it is typed, and what of it is other than it was.
import type { Changes } from "../../api/jobs";
import type { Properties } from "../../api/types";
import { t } from "../../messages/files";
import { type Pair, headerProblem, metadataProblem, tagsProblem } from "./limits";

/** The headers that can be changed, with their names on the screen. */
export const headers = [
  ["content_type", t.contentType],
  ["content_encoding", t.contentEncoding],
  ["content_language", t.contentLanguage],
  ["content_disposition", t.contentDisposition],
  ["cache_control", t.caching],
] as const;

export type Header = (typeof headers)[number][0];

/** Null stands for what is left as it is. */
export interface Draft {
  headers: Record<Header, string>;
  /** Empty for what is left as it is. */
  storageClass: string;
  metadata: Pair[] | null;
  tags: Pair[] | null;
}

const noHeaders = Object.fromEntries(headers.map(([name]) => [name, ""])) as Record<Header, string>;

/** For many objects: nothing is known of them, and nothing changes but what is typed. */
export const empty: Draft = { headers: noHeaders, storageClass: "", metadata: null, tags: null };

/** For one object. Tags that may not be seen are left as they are. */
export function draftOf(properties: Properties, tags: Record<string, string> | null): Draft {
  return {
    headers: Object.fromEntries(headers.map(([name]) => [name, properties[name] ?? ""])) as Record<
      Header,
      string
    >,
    storageClass: properties.storage_class ?? "STANDARD",
    metadata: pairsOf(properties.metadata),
    tags: tags && pairsOf(tags),
  };
}

/** What a draft changes of what there was. */
export function changesOf(before: Draft, now: Draft): Changes {
  const changes: Changes = {};
  for (const [name] of headers) {
    if (now.headers[name] !== before.headers[name]) changes[name] = now.headers[name];
  }
  if (now.storageClass !== before.storageClass) changes.storage_class = now.storageClass;
  if (now.metadata && !same(before.metadata, now.metadata)) changes.metadata = recordOf(now.metadata);
  if (now.tags && !same(before.tags, now.tags)) changes.tags = recordOf(now.tags);
  return changes;
}

/** Where something is wrong, what. */
export function problemsOf(draft: Draft): Partial<Record<Header | "metadata" | "tags", string>> {
  const found: [string, string | null][] = [
    ...headers.map(([name]): [string, string | null] => [name, headerProblem(draft.headers[name])]),
    ["metadata", metadataProblem(draft.metadata ?? [])],
    ["tags", tagsProblem(draft.tags ?? [])],
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem !== null));
}

/** Whether nothing but tags changes, which alone S3 changes in place. */
export function onlyTags(changes: Changes): boolean {
  return Object.keys(changes).every((name) => name === "tags");
}

function pairsOf(record: Record<string, string>): Pair[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}

function recordOf(pairs: Pair[]): Record<string, string> {
  return Object.fromEntries(pairs.map(({ name, value }) => [name, value]));
}

function same(before: Pair[] | null, now: Pair[]): boolean {
  if (before === null || before.length !== now.length) return false;
  const known = recordOf(before);
  return now.every(({ name, value }) => known[name] === value);
}
