// Answers of type `text/event-stream`, read by fetch: EventSource tells no failure apart.
import { m } from "../messages";
import { type Options, request } from "./client";
import { ApiError, isAbort, noAnswer } from "./error";

/** The values of an event stream, each sent as the JSON of one event. It ends when the server ends it. */
export async function* events<T>(path: string, options: Options = {}): AsyncGenerator<T, void, undefined> {
  const response = await request(path, { ...options, headers: { Accept: "text/event-stream" } });
  try {
    for await (const data of dataOf(response.body ?? new ReadableStream())) yield JSON.parse(data) as T;
  } catch (thrown) {
    if (thrown instanceof ApiError || isAbort(thrown)) throw thrown;
    throw noAnswer(m.api.cutOff);
  }
}

/** The data of each event. Comments, by which a server keeps the way open, have none.
 * <https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation> */
export async function* dataOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let data: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const lines = rest.split(/\r\n|\n/);
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line.startsWith("data:")) data.push(line.slice("data:".length).replace(/^ /, ""));
        if (line !== "" || data.length === 0) continue;
        yield data.join("\n");
        data = [];
      }
    }
  } finally {
    // A reader that leaves early frees the way to the server too.
    await reader.cancel().catch(() => undefined);
  }
}
