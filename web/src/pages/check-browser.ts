// The steps of a check that only this browser can take: what stands between it, Wardrobe and the bucket.
import type { CheckPlace } from "../api/check";
import { ApiError, isAbort } from "../api/error";
import { sendBytes, slowLines, straightUrl } from "../api/probe";
import type { Step } from "../api/types";

/** Bytes: as large a request as the page ever sends for a small file. */
const LARGE = 16 * 1024 * 1024;
/** Milliseconds that five lines take which come as they are sent. Together they take none. */
const APART = 400;

/** Takes them one by one. `letIn` is whether the bucket's rules let this page in, as far as known. */
export async function* browserSteps(
  connection: string,
  place: CheckPlace | null,
  letIn: boolean,
  signal: AbortSignal,
): AsyncGenerator<Step, void, undefined> {
  yield await largeRequest(signal);
  yield await slowAnswer(signal);
  if (place && letIn) yield await straight(connection, place, signal);
}

function step(name: string, title: string, state: Step["state"], words: string): Step {
  return { name, title, state, words, facts: [] };
}

async function largeRequest(signal: AbortSignal): Promise<Step> {
  const title = "A large request from this browser to Wardrobe";
  const begun = performance.now();
  try {
    await sendBytes(LARGE, signal);
  } catch (thrown) {
    if (isAbort(thrown)) throw thrown;
    return step("large-request", title, "failed", largeWords(ApiError.from(thrown)));
  }
  const seconds = (performance.now() - begun) / 1000;
  return step("large-request", title, "passed", `16 MiB arrived in ${seconds.toFixed(1)} s.`);
}

function largeWords({ status, message }: ApiError): string {
  return status === 413
    ? "Something between this browser and Wardrobe refuses requests of 16 MiB: a proxy with a limit. Whoever looks after it has to lift that, in nginx by client_max_body_size 0."
    : `16 MiB do not get through to Wardrobe. ${message}`;
}

async function slowAnswer(signal: AbortSignal): Promise<Step> {
  const title = "An answer that comes bit by bit";
  const arrived: number[] = [];
  try {
    for await (const { type } of slowLines(signal)) if (type === "tick") arrived.push(performance.now());
  } catch (thrown) {
    if (isAbort(thrown)) throw thrown;
    return step("slow-answer", title, "failed", `It breaks off. ${ApiError.from(thrown).message}`);
  }
  const taken = (arrived.at(-1) ?? 0) - (arrived[0] ?? 0);
  return taken >= APART
    ? step("slow-answer", title, "passed", "Each line arrives when it is sent.")
    : step(
        "slow-answer",
        title,
        "failed",
        "All lines arrive together: something between this browser and Wardrobe collects answers before it passes them on, so lists and progress come late. Whoever looks after it has to stop that, in nginx by proxy_buffering off.",
      );
}

async function straight(connection: string, place: CheckPlace, signal: AbortSignal): Promise<Step> {
  const title = `From this browser to ${place.bucket} itself`;
  let host = "";
  try {
    const url = await straightUrl(connection, place, signal);
    ({ host } = new URL(url));
    await fetch(url, { method: "PUT", body: "", signal });
  } catch (thrown) {
    if (isAbort(thrown)) throw thrown;
    const words =
      thrown instanceof ApiError
        ? thrown.message
        : `The bucket would let this page in, but this browser does not reach ${host}: a firewall, a proxy or an extension stands between.`;
    return step("straight", title, "failed", words);
  }
  return step("straight", title, "passed", `This browser reaches ${host}, and may read its answers.`);
}
