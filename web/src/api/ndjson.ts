// Answers of many lines, read one JSON value at a time as they come.
import { m } from "../messages";
import { type Options, request, told } from "./client";
import { ApiError, isAbort, noAnswer } from "./error";
import type { Failure } from "./types";

/** The lines of a body. A line may be cut anywhere between two chunks, in a character too. */
export async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<unknown, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const whole = rest.split("\n");
      rest = whole.pop() ?? "";
      for (const line of whole) if (line !== "") yield JSON.parse(line);
      if (done) break;
    }
    if (rest.trim() !== "") yield JSON.parse(rest);
  } finally {
    // A reader that leaves early stops the server's work too.
    await reader.cancel().catch(() => undefined);
  }
}

/** Sends a request and gives its lines, the one of type `end` the last. Throws ApiError when the
 * request fails, when a line says so, and when the lines stop before the end. */
export async function* stream<T extends { type: string }>(
  path: string,
  options: Options = {},
): AsyncGenerator<Exclude<T, { type: "error" }>, void, undefined> {
  const response = await request(path, options);
  try {
    for await (const value of lines(response.body ?? new ReadableStream())) {
      const line = value as T | { type: "error"; error: Failure };
      if (line.type === "error") {
        await m.api.ready();
        throw told(ApiError.of((line as { error: Failure }).error));
      }
      yield line as Exclude<T, { type: "error" }>;
      if (line.type === "end") return;
    }
  } catch (thrown) {
    if (thrown instanceof ApiError || isAbort(thrown)) throw thrown;
    throw noAnswer(m.api.cutOff);
  }
  throw noAnswer(m.api.cutOff);
}
