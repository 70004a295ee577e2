// Setting connections up, for administrators.
import type { CheckLine } from "./check";
import { request, requestJson } from "./client";
import { stream } from "./ndjson";
import type { Draft, DraftAnswer, SetupChoices } from "./types";

/** Signs an administrator in by their password, without opening a connection. */
export async function signInToSetUp(username: string, password: string): Promise<void> {
  await request("/api/setup/sign-in", { method: "POST", json: { username, password } });
}

/** What there is to choose from; with another external id each time. */
export function showSetup(signal?: AbortSignal): Promise<SetupChoices> {
  return requestJson("/api/setup", { signal });
}

/** Reads a draft as the configuration would be read. Asks nobody else. */
export function readDraft(draft: Draft, signal?: AbortSignal): Promise<DraftAnswer> {
  return requestJson("/api/setup/draft", { method: "POST", json: draft, signal });
}

/** Tries a draft out, step by step. */
export function checkDraft(draft: Draft, write: boolean, signal?: AbortSignal) {
  return stream<CheckLine>("/api/setup/check", { method: "POST", json: { draft, write }, signal });
}
