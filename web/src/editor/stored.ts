// A text as it is stored, whole; or why it cannot be edited here.
import { ApiError, request } from "../api/client";
import { objectUrl, showProperties } from "../api/objects";
import { t } from "../messages/editor";
import { formatSize } from "../util/format";
import { EDIT_MAX, type Text, textOf } from "./text";

/** Which object. */
export interface Place {
  connection: string;
  bucket: string;
  key: string;
}

/** What there is of it. */
export interface Stored {
  etag: string;
  /** As stored. */
  type: string | null;
  modified: string | null;
  /** Null of what cannot be edited; then `why` says why. */
  text: Text | null;
  why: string;
}

/** Reads it, and all of it from one state: who writes meanwhile makes us read again. */
export async function readStored({ connection, bucket, key }: Place, signal?: AbortSignal): Promise<Stored> {
  for (let tries = 1; ; tries += 1) {
    const known = await showProperties(connection, bucket, key, signal);
    const { etag, size, content_encoding: packed } = known;
    if (known.archived) throw archived();
    const stored = {
      etag: etag ?? "",
      type: known.content_type ?? null,
      modified: known.last_modified ?? null,
    };
    const no = (why: string): Stored => ({ ...stored, text: null, why });
    if (!etag) return no(t.noEtag);
    if (size > EDIT_MAX) {
      return no(t.tooLarge(formatSize(size), formatSize(EDIT_MAX)));
    }
    if (packed && packed !== "identity") {
      return no(t.packed(packed));
    }
    if (size === 0) return { ...stored, ...fromBytes(new Uint8Array()) };
    try {
      // Inline it comes through our own server, also where downloads go straight to the store.
      const address = objectUrl(connection, bucket, key, { disposition: "inline" });
      const response = await request(address, { headers: { "If-Match": etag }, signal });
      return { ...stored, ...fromBytes(new Uint8Array(await response.arrayBuffer())) };
    } catch (thrown) {
      const changed = thrown instanceof ApiError && thrown.code === "precondition-failed";
      if (!changed || tries === 3) throw thrown;
    }
  }
}

function fromBytes(bytes: Uint8Array): { text: Text | null; why: string } {
  const text = textOf(bytes);
  return typeof text === "string" ? { text: null, why: t.unfit[text] } : { text, why: "" };
}

function archived(): ApiError {
  return new ApiError({
    code: "archived",
    message: t.archived,
  });
}
