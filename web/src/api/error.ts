// Failures as the page knows them.
import { m } from "../messages";
import type { Denial, Failure, Remedy } from "./types";

/** One word for what a failure means. `no-answer` is our own: the server could not be reached. */
export type Code = Failure["code"] | "no-answer";

/** A failure of the server, of AWS behind it, or of the way there. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: Code;
  /** HTTP status; 0 when there was no answer, or the failure came within a stream. */
  readonly status: number;
  readonly denial: Denial | null;
  /** What would lift it. */
  readonly remedy: Remedy | null;
  readonly requestId: string;

  constructor(failure: {
    code: Code;
    message: string;
    status?: number;
    denial?: Denial | null;
    remedy?: Remedy | null;
    requestId?: string;
  }) {
    super(failure.message);
    this.code = failure.code;
    this.status = failure.status ?? 0;
    this.denial = failure.denial ?? null;
    this.remedy = failure.remedy ?? null;
    this.requestId = failure.requestId ?? "";
  }

  /** From the server's shape. */
  static of(failure: Failure, status = 0): ApiError {
    const { code, denial, remedy, request_id } = failure;
    const message = (denial && m.api.refusal(denial)) ?? m.api.said(failure.message);
    const lifts = remedy && {
      ...remedy,
      words: (denial && m.api.remedy(denial, remedy)) ?? m.api.said(remedy.words),
    };
    return new ApiError({ code, message, status, denial, remedy: lifts, requestId: request_id });
  }

  /** From whatever was thrown. */
  static from(thrown: unknown): ApiError {
    if (thrown instanceof ApiError) return thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new ApiError({ code: "internal", message });
  }
}

/** The way to our own server is cut. */
export function noAnswer(message = m.api.networkDown): ApiError {
  return new ApiError({ code: "no-answer", message });
}

/** Whether something was stopped on purpose. */
export function isAbort(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === "AbortError";
}

const codes: Record<number, Code> = {
  401: "not-signed-in",
  403: "denied",
  404: "missing",
  409: "conflict",
  412: "precondition-failed",
  413: "too-large",
  416: "range",
  429: "too-many-attempts",
  502: "unreachable",
  503: "throttled",
  504: "unreachable",
};

/** Reads the failure out of an answer that is not a success. An answer to HEAD has no body: its
 * code is in a header. A proxy's own answer has neither. */
export async function errorOf(response: Response): Promise<ApiError> {
  const requestId = response.headers.get("x-request-id") ?? "";
  try {
    const body: unknown = await response.json();
    await m.api.ready();
    if (isFailure(body)) return ApiError.of(body.error, response.status);
  } catch {
    // No JSON: what the headers say is all there is.
  }
  const code =
    (response.headers.get("x-wardrobe-code") as Code | null) ?? codes[response.status] ?? "internal";
  const message = m.api.answered(`${response.status} ${response.statusText}`.trim());
  return new ApiError({ code, message, status: response.status, requestId });
}

function isFailure(body: unknown): body is { error: Failure } {
  if (typeof body !== "object" || body === null || !("error" in body)) return false;
  const { error } = body;
  return typeof error === "object" && error !== null && "code" in error && "message" in error;
}
