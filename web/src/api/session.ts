// Who is signed in.
import { request, requestJson } from "./client";
import type { Session } from "./types";

/** Who is signed in, and which connections are open. Never refused. */
export function showSession(signal?: AbortSignal): Promise<Session> {
  return requestJson("/api/session", { signal });
}

/** Forgets everything of this session on the server. */
export async function endSession(): Promise<void> {
  await request("/api/session", { method: "DELETE" });
}
