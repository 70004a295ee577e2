// Bytes on their way to the server, with progress: fetch has none for what it sends.
import { noAnswer, errorOf } from "../api/error";
import { told } from "../api/client";

/** No byte moved for so long (ms): the connection is as good as broken. */
const STALL = 60_000;

/** How the bytes go, and who wants to know. */
export interface Sending {
  headers?: Record<string, string>;
  signal: AbortSignal;
  /** Bytes that have left. */
  onSent: (bytes: number) => void;
  /** All have left; the answer is awaited. */
  onAllSent?: () => void;
}

/** PUTs the bytes and gives the answer's JSON. Fails with ApiError, or with the signal's reason. */
export function putBytes<T>(path: string, bytes: Blob, sending: Sending): Promise<T> {
  const { signal, headers = {}, onSent, onAllSent } = sending;
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
      reject(signal.aborted ? (signal.reason as Error) : noAnswer("The connection broke."));
    };
    xhr.addEventListener("error", broken);
    xhr.addEventListener("abort", broken);
    xhr.addEventListener("load", () => {
      end();
      answer<T>(xhr).then(resolve, reject);
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
    xhr.open("PUT", path);
    xhr.setRequestHeader("X-Wardrobe", "1");
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.send(bytes);
    // Of an empty body no progress is told.
    if (bytes.size > 0) watch();
  });
}

async function answer<T>(xhr: XMLHttpRequest): Promise<T> {
  const requestId = xhr.getResponseHeader("x-request-id") ?? "";
  const response = new Response(xhr.responseText || null, {
    status: xhr.status,
    statusText: xhr.statusText,
    headers: { "x-request-id": requestId },
  });
  if (!response.ok) throw told(await errorOf(response));
  try {
    return (await response.json()) as T;
  } catch {
    throw noAnswer("The server's answer was cut off.");
  }
}
