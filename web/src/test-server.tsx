// For tests of views: answers in place of the server, and what a view needs around it.
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { Router } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import { createQueryClient } from "./api/queries";
import type { Connection, Identity, OfferedRole } from "./api/types";

type Answer = (sent: { body: unknown; headers: Headers }) => { status?: number; json: unknown };

/** Answers `METHOD /path` (without its query). Whatever else is asked for is not found. */
export function serve(answers: Record<string, Answer>) {
  const fetch = vi.fn(async (input: string, init: RequestInit = {}) => {
    const path = `${init.method ?? "GET"} ${input.split("?")[0]}`;
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    const { status = 200, json } = answers[path]?.({ body, headers: new Headers(init.headers) }) ?? {
      status: 404,
      json: failure("not-found", `No ${path}.`),
    };
    return new Response(status === 204 ? null : JSON.stringify(json), { status });
  });
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

/** The server's shape of a failure. */
export function failure(code: string, message: string, denial?: object, remedy?: object) {
  return { error: { code, message, denial, remedy, request_id: "W-1" } };
}

/** Renders a view at the address that jsdom's own window has. */
export function showHere(view: ReactNode, path: string) {
  window.history.replaceState(null, "", path);
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { retry: false } });
  render(<QueryClientProvider client={client}>{view}</QueryClientProvider>);
  return { client, here: () => window.location.pathname + window.location.search };
}

/** Renders a view at an address. */
export function show(view: ReactNode, path = "/") {
  const { hook, searchHook, history } = memoryLocation({ path, record: true });
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { retry: false } });
  render(
    <QueryClientProvider client={client}>
      <Router hook={hook} searchHook={searchHook}>
        {view}
      </Router>
    </QueryClientProvider>,
  );
  return { history, client };
}

export const visitor: Connection = {
  name: "visitor",
  label: "Your own role",
  kind: "temporary",
  people: "visitor",
  color: null,
  warning: null,
  locations: [],
  mfa: false,
  trash: false,
  open: false,
};

export const studio: Connection = {
  ...visitor,
  name: "studio",
  label: "Studio files",
  kind: "service",
  people: "anyone",
};

export const finance: Connection = {
  ...studio,
  name: "finance",
  label: "Finance",
  people: "password",
  warning: "Every change is recorded.",
};

export const corp = { name: "corp", label: "CorpIdP", kind: "oidc", state: "ready" as const };

/** Signs in at CorpIdP, which offers several roles. */
export const research: Connection = {
  ...studio,
  name: "research",
  label: "Research",
  kind: "identity-provider",
  people: "sign-in",
  provider: corp,
  signed_in: null,
};

/** One of the roles of `research` that are open. */
export function roleOf(id: string, role: string, more: Partial<Identity> = {}): Identity {
  return identityOf(research, {
    id,
    role,
    role_arn: `arn:aws:iam::111111111111:role/${role}`,
    person: "Ada",
    source: "CorpIdP",
    renewal: "sign-in",
    ...more,
  });
}

/** A role that a sign-in offers. */
export function offered(name: string, more: Partial<OfferedRole> = {}): OfferedRole {
  const account = more.account ?? "111111111111";
  return { arn: `arn:aws:iam::${account}:role/${name}`, account, name, open: null, ...more };
}

export function identityOf({ name, label, kind }: Connection, more: Partial<Identity> = {}): Identity {
  return {
    id: `${name}-1`,
    connection: name,
    label,
    color: null,
    kind,
    account: "111111111111",
    arn: `arn:aws:sts::111111111111:assumed-role/${name}-role/someone`,
    user_id: "AROA:someone",
    role: `${name}-role`,
    session_name: "someone",
    person: "someone",
    source: kind === "service" ? "instance" : "typed",
    attempts: [],
    notes: [],
    tags: [],
    policy_arns: [],
    expires_at: null,
    renewal: kind === "service" ? "server" : "none",
    state: "fresh",
    ...more,
  };
}
