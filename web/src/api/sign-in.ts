// Signing in at an identity provider. The way there and back is the browser's own: see `paths.signIn`.
import { ApiError } from "./error";
import { connectionPath, requestJson } from "./client";
import type { Failure, Identity, OfferedRoles, SamlSetup, WaitingSignIn } from "./types";

/** The roles that the sign-in offers. Fails with `not-signed-in` when there is none, or when it is
 * too old to choose. */
export function listRoles(connection: string, signal?: AbortSignal): Promise<OfferedRoles> {
  return requestJson(connectionPath(connection, "roles"), { signal });
}

/** Why a sign-in failed. The server tells it once. */
export async function showSignInError(id: string): Promise<ApiError> {
  const { error } = await requestJson<{ error: Failure }>(`/api/sign-in-errors/${encodeURIComponent(id)}`);
  return ApiError.of(error);
}

/** What was pasted instead of a sign-in in the browser. */
export type Pasted = { web_identity_token: string } | { saml_response: string };

/** Signs in with what was pasted. Gives what was opened, where nothing was left to choose. */
export async function signInWith(connection: string, json: Pasted): Promise<Identity[]> {
  const path = connectionPath(connection, "sign-in");
  const { open } = await requestJson<{ open: Identity[] }>(path, { method: "POST", json });
  return open;
}

/** Signs out here and at the provider. Gives where the browser goes for that, if the provider has a
 * place for it. */
export async function signOutAtProvider(connection: string): Promise<string | null> {
  const path = connectionPath(connection, "sign-in");
  const { location } = await requestJson<{ location?: string | null }>(path, { method: "DELETE" });
  return location ?? null;
}

/** What an administrator enters at the SAML provider of a connection, and in IAM. */
export function showSamlSetup(connection: string, signal?: AbortSignal): Promise<SamlSetup> {
  return requestJson(connectionPath(connection, "saml-setup"), { signal });
}

/** A sign-in that was begun at the provider, and waits for a person to say that it is theirs. */
export function showWaiting(id: string, signal?: AbortSignal): Promise<WaitingSignIn> {
  return requestJson(`/api/waiting-sign-ins/${encodeURIComponent(id)}`, { signal });
}

/** Says whether it is theirs. Gives where in this page they go on. */
export async function decideWaiting(id: string, accept: boolean): Promise<string> {
  const path = `/api/waiting-sign-ins/${encodeURIComponent(id)}`;
  const { location } = await requestJson<{ location: string }>(path, { method: "POST", json: { accept } });
  return location;
}
