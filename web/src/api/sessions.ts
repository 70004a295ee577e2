// The sessions of the person who is signed in, in all their browsers.
import { request, requestJson } from "./client";
import type { PersonSession } from "./types";

/** The last used first; this one is among them. */
export async function listSessions(signal?: AbortSignal): Promise<PersonSession[]> {
  const { sessions } = await requestJson<{ sessions: PersonSession[] }>("/api/sessions", { signal });
  return sessions;
}

/** Ends one of them. */
export async function endOneSession(id: string): Promise<void> {
  await request(`/api/sessions/${encodeURIComponent(id)}`, { method: "DELETE" });
}

/** Ends all of them, and with them this one. */
export async function endSessions(): Promise<void> {
  await request("/api/sessions", { method: "DELETE" });
}
