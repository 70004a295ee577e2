// Every request to the server goes through here.
import { m } from "../messages";
import { ApiError, errorOf, isAbort, noAnswer } from "./error";
import { hear } from "./server-clock";

export { ApiError, isAbort } from "./error";

type Query = Record<string, string | undefined>;

/** What a request may carry. */
export interface Options {
  method?: string;
  query?: Query;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  body?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** It is sent even if the page goes meanwhile. */
  keepalive?: boolean;
}

/** The path of a connection's operation, such as `objects`. `NAME~ID` is one of several roles that are
 * open in the connection; see `role.ts`. */
export function connectionPath(connection: string, operation: string): string {
  return `/api/connections/${encodeURIComponent(connection)}/${operation}`;
}

/** A path with its query, every value percent-encoded whole: a key may hold anything. */
export function url(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value.toWellFormed())}`],
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join("&")}`;
}

/** Sends a request. Throws ApiError when it fails, and AbortError when it is stopped. */
export async function request(path: string, options: Options = {}): Promise<Response> {
  const headers = new Headers(options.headers);
  headers.set("X-Wardrobe", "1");
  let body = options.body;
  if (options.json !== undefined) {
    headers.set("Content-Type", "application/json");
    body = JSON.stringify(options.json);
  }
  let response: Response;
  try {
    response = await fetch(url(path, options.query), {
      method: options.method ?? "GET",
      headers,
      body,
      signal: options.signal,
      keepalive: options.keepalive,
    });
  } catch (thrown) {
    throw isAbort(thrown) ? thrown : noAnswer();
  }
  hear(response.headers.get("date"));
  if (response.ok) return response;
  throw told(await errorOf(response));
}

/** As `request`, and reads the JSON of the answer. */
export async function requestJson<T>(path: string, options: Options = {}): Promise<T> {
  const response = await request(path, options);
  try {
    return (await response.json()) as T;
  } catch (thrown) {
    throw isAbort(thrown) ? thrown : noAnswer(m.api.cutOff);
  }
}

type Listener = (error: ApiError) => void;
const listeners = new Set<Listener>();

/** Hears of every failure that says something about who we are. Gives back what ends it. */
export function onLostAccess(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const lost: string[] = ["expired", "sign-in-again", "mfa-needed", "not-opened", "not-signed-in"];

/** Passes such a failure on to who listens, and gives it back. */
export function told(error: ApiError): ApiError {
  if (lost.includes(error.code)) {
    for (const listener of listeners) listener(error);
  }
  return error;
}
