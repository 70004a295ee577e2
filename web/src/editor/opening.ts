// What there is to begin with: the text as it is stored, and what was typed and not saved.
import { useQuery } from "@tanstack/react-query";
import { ApiError } from "../api/error";
import { type Draft, recallDraft, tidyDrafts } from "./drafts";
import { type Place, readStored } from "./stored";
import { type Text, plainForm } from "./text";

/** What a text was made from: what was stored, and its ETag; null of what was not there. */
export interface Origin {
  text: Text;
  etag: string | null;
}

export interface Opening {
  origin: Origin | null;
  /** Why there is none. */
  why: string;
  error: ApiError | null;
  /** What is offered besides. */
  draft: Draft | null;
}

const nothing: Origin = { text: { text: "", form: plainForm }, etag: null };

/** Whether both are the same bytes. */
export function isSame(a: Text, b: Text): boolean {
  return a.text === b.text && a.form.ending === b.form.ending && a.form.mark === b.form.mark;
}

/** What was read is not read again under the hands of who edits it. */
const once = (query: { state: { data: unknown } }) => query.state.data === undefined;

/** Null while it is read; what `isNew` is not read at all. What failed for want of credentials is asked
 * again with new ones. */
export function useOpening(place: Place, isNew: boolean, name: string): [Opening | null, () => void] {
  const kept = useQuery({
    queryKey: ["draft", name],
    queryFn: async () => {
      await tidyDrafts(Date.now());
      return (await recallDraft(name)) ?? null;
    },
    enabled: once,
    gcTime: 0,
  });
  const stored = useQuery({
    // Whichever role has read it: it is the same text.
    queryKey: ["edited", place.bucket, place.key],
    queryFn: ({ signal }) => readStored(place, signal),
    enabled: (query) => !isNew && once(query),
    gcTime: 0,
  });
  const retry = () => void stored.refetch();
  const draft = kept.data;
  if (draft === undefined) return [null, retry];
  if (isNew) return [{ origin: nothing, why: "", error: null, draft }, retry];
  if (stored.data) {
    const { text, etag, why } = stored.data;
    // It was saved after all.
    const isOver = draft && text && isSame(draft.mine, text);
    return [{ origin: text && { text, etag }, why, error: null, draft: isOver ? null : draft }, retry];
  }
  if (!stored.error || stored.isFetching) return [null, retry];
  return [{ origin: null, why: "", error: ApiError.from(stored.error), draft }, retry];
}
