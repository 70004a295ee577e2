// The steps of a check that only this browser can take: what stands between it, Wardrobe and the bucket.
import type { CheckPlace } from "../api/check";
import { ApiError, isAbort } from "../api/error";
import { sendBytes, slowLines, straightUrl } from "../api/probe";
import type { Step } from "../api/types";
import { t } from "../messages/check";
import { locale } from "../messages/language";

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
  const title = t.largeRequest;
  const begun = performance.now();
  try {
    await sendBytes(LARGE, signal);
  } catch (thrown) {
    if (isAbort(thrown)) throw thrown;
    return step("large-request", title, "failed", largeWords(ApiError.from(thrown)));
  }
  const seconds = (performance.now() - begun) / 1000;
  return step(
    "large-request",
    title,
    "passed",
    t.arrived(seconds.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })),
  );
}

function largeWords({ status, message }: ApiError): string {
  return status === 413 ? t.tooLarge : t.notThrough(message);
}

async function slowAnswer(signal: AbortSignal): Promise<Step> {
  const title = t.slowAnswer;
  const arrived: number[] = [];
  try {
    for await (const { type } of slowLines(signal)) if (type === "tick") arrived.push(performance.now());
  } catch (thrown) {
    if (isAbort(thrown)) throw thrown;
    return step("slow-answer", title, "failed", t.breaksOff(ApiError.from(thrown).message));
  }
  const taken = (arrived.at(-1) ?? 0) - (arrived[0] ?? 0);
  return taken >= APART
    ? step("slow-answer", title, "passed", t.eachLine)
    : step("slow-answer", title, "failed", t.allTogether);
}

async function straight(connection: string, place: CheckPlace, signal: AbortSignal): Promise<Step> {
  const title = t.straight(place.bucket);
  let host = "";
  try {
    const url = await straightUrl(connection, place, signal);
    ({ host } = new URL(url));
    await fetch(url, { method: "PUT", body: "", signal });
  } catch (thrown) {
    if (isAbort(thrown)) throw thrown;
    const words = thrown instanceof ApiError ? thrown.message : t.notReached(host);
    return step("straight", title, "failed", words);
  }
  return step("straight", title, "passed", t.reached(host));
}
