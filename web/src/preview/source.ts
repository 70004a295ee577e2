// Which object is shown, and where its stored bytes are.
import { objectUrl } from "../api/objects";

/** Which object, in which state of it. */
export interface Source {
  connection: string;
  bucket: string;
  key: string;
  etag?: string | null;
  /** Of an older version. */
  versionId?: string;
}

/** The address of its bytes as they are stored. */
export function storedUrl({ connection, bucket, key, versionId }: Source, encoding?: string | null): string {
  // As an attachment what is packed comes as it is stored; else the browser would try to unpack a
  // piece of it. The rest is asked for inline: an attachment may be a redirect to the store, which
  // lets no page read it.
  const disposition = encoding ? "attachment" : "inline";
  return objectUrl(connection, bucket, key, { disposition, versionId });
}
