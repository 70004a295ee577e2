// Bytes on their way, with progress: fetch has none for what it sends.
import { noAnswer } from "../api/error";
import { t } from "../messages/transfer";

/** No byte moved for so long (ms): the connection is as good as broken. */
const STALL = 60_000;

/** How the bytes go, and who wants to know. */
export interface Sending {
  /** PUT, unless it is told otherwise. */
  method?: "POST";
  headers?: Record<string, string>;
  signal: AbortSignal;
  /** Bytes that have left. */
  onSent: (bytes: number) => void;
  /** All have left; the answer is awaited. */
  onAllSent?: () => void;
}

/** Sends the bytes and gives the answer, whatever it is. Fails with ApiError `no-answer`, or with the
 * signal's reason. */
export function putBytes(url: string, bytes: Blob, sending: Sending): Promise<XMLHttpRequest> {
  const { method = "PUT", signal, headers = {}, onSent, onAllSent } = sending;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const xhr = new XMLHttpRequest();
    let stall: ReturnType<typeof setTimeout> | undefined;
    const calm = () => clearTimeout(stall);
    const watch = () => {
      calm();
      stall = setTimeout(() => xhr.abort(), STALL);
    };
    const cancel = () => xhr.abort();
    const end = () => {
      calm();
      signal.removeEventListener("abort", cancel);
    };
    const broken = () => {
      end();
      reject(signal.aborted ? (signal.reason as Error) : noAnswer(t.connectionBroke));
    };
    xhr.addEventListener("error", broken);
    xhr.addEventListener("abort", broken);
    xhr.addEventListener("load", () => {
      end();
      resolve(xhr);
    });
    xhr.upload.addEventListener("progress", (event) => {
      watch();
      onSent(event.loaded);
    });
    xhr.upload.addEventListener("load", () => {
      // From here on S3 may take its time.
      calm();
      onAllSent?.();
    });
    signal.addEventListener("abort", cancel, { once: true });
    xhr.open(method, url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.send(bytes);
    // Of an empty body no progress is told.
    if (bytes.size > 0) watch();
  });
}
