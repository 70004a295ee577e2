import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { tellSignedIn } from "../api/signed-in";
import type { Connection, Identity } from "../api/types";
import { failure, identityOf, research, roleOf, serve, showHere, studio } from "../test-server";
import { endsSoon } from "./identity-soon";
import { standingOf } from "./identity-standing";
import { Shell } from "./shell";

const NOW = Date.parse("2026-11-24T14:00:00Z");
const MINUTE = 60_000;
const at = (ms: number) => new Date(NOW + ms).toISOString();

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function served(identity: () => Identity, connection: Connection = research) {
  const name = connection.name === "research" ? "research~1" : connection.name;
  const fetch = serve({
    "GET /api/session": () => ({ json: { person: null, open: [identity()] } }),
    "GET /api/connections": () => ({ json: { connections: [studio, connection] } }),
    [`GET /api/connections/${name}/identity`]: () =>
      identity().state === "needs-sign-in" && !identity().expires_at
        ? { status: 401, json: failure("sign-in-again", "Please sign in again.") }
        : { json: identity() },
  });
  showHere(<Shell>The page</Shell>, `/c/${connection.name}/files?bucket=b`);
  return { fetch, user: userEvent.setup({ advanceTimers: vi.advanceTimersByTime }) };
}

describe("when a person is asked for the next credentials", () => {
  const soon = (identity: Identity, now: number) => endsSoon(identity, standingOf(identity, now));

  test("by the clock where only a window renews: a fifth of the life seen, ten minutes at most", () => {
    const hour = roleOf("a", "read", { renewal: "pop-up", expires_at: at(60 * MINUTE) });
    expect(soon(hour, NOW)).toBe(false);
    expect(soon(hour, NOW + 49 * MINUTE)).toBe(false);
    expect(soon(hour, NOW + 51 * MINUTE)).toBe(true);
    const short = roleOf("b", "read", { renewal: "pop-up", expires_at: at(15 * MINUTE) });
    expect(soon(short, NOW)).toBe(false);
    expect(soon(short, NOW + 11 * MINUTE)).toBe(false);
    expect(soon(short, NOW + 13 * MINUTE)).toBe(true);
    const brief = roleOf("e", "read", { renewal: "pop-up", expires_at: at(MINUTE) });
    expect(soon(brief, NOW)).toBe(false);
    expect(soon(brief, NOW + 0.45 * MINUTE)).toBe(false);
    expect(soon(brief, NOW + 0.55 * MINUTE)).toBe(true);
  });

  test("as soon as the server can no longer do it, where it could", () => {
    const identity = roleOf("c", "read", { expires_at: at(40 * MINUTE) });
    expect(soon(identity, NOW + 39 * MINUTE)).toBe(false);
    expect(soon({ ...identity, state: "needs-sign-in" }, NOW)).toBe(true);
  });

  test("never where the server renews, or the end is not known", () => {
    expect(soon(identityOf(studio, { expires_at: at(MINUTE) }), NOW)).toBe(false);
    expect(soon(roleOf("d", "read", { renewal: "pop-up" }), NOW)).toBe(false);
  });
});

test("credentials that still last are not called expired, whoever brings the next ones", async () => {
  served(() => roleOf("1", "read", { state: "needs-sign-in", expires_at: at(4.5 * MINUTE) }));
  expect(await screen.findByRole("button", { name: /^Identity: read.*4 min left$/ })).toBeTruthy();
  const banner = within(await screen.findByRole("region", { name: "Ends soon" }));
  expect(banner.getByText("in 4 min")).toBeTruthy();
  expect(screen.getByText("The page")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});

test("renewing happens in a window; at its word the page goes on as it was", async () => {
  let identity = roleOf("1", "read", { state: "needs-sign-in" });
  const { user } = served(() => identity);
  const opened = vi.fn((_to: string) => ({}));
  vi.stubGlobal("open", opened);
  const alert = within(await screen.findByRole("alert", { name: "Expired" }));
  expect(alert.getByText(/^Your sign-in ended/)).toBeTruthy();
  await user.click(alert.getByRole("button", { name: "Sign in again" }));
  expect(opened.mock.calls[0]?.[0]).toBe("/sign-in/research?popup=1");
  identity = roleOf("1", "read", { expires_at: at(60 * MINUTE) });
  act(() => tellSignedIn("research"));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(screen.getByText("The page")).toBeTruthy();
});

test("a window that the browser does not open becomes a link", async () => {
  const { user } = served(() => roleOf("1", "read", { state: "needs-sign-in" }));
  vi.stubGlobal("open", () => null);
  await user.click(await screen.findByRole("button", { name: "Sign in again" }));
  const link = await screen.findByRole("link", { name: /Sign in in a new tab/ });
  expect(link.getAttribute("href")).toBe("/sign-in/research?popup=1");
  expect(link.getAttribute("target")).toBe("_blank");
});

test("a role behind an MFA device asks for another code in place", async () => {
  const vault: Connection = { ...studio, name: "vault", label: "Vault", kind: "account", mfa: true };
  served(() => identityOf(vault, { renewal: "code", expires_at: at(2_000) }), vault);
  await screen.findByText("The page");
  await act(() => vi.advanceTimersByTimeAsync(3_000));
  const alert = within(await screen.findByRole("alert", { name: "Expired" }));
  expect(alert.getByLabelText("Code of your MFA device")).toBeTruthy();
  expect(alert.getByRole("button", { name: "Go on" })).toBeTruthy();
});

test("the card says account, provider, what AWS would not give, and who renews", async () => {
  const note = "AWS allows 1 h for a chain of roles, not 12 h.";
  const { user } = served(() =>
    roleOf("1", "read", { account_label: "Studio", notes: [note], expires_at: at(60 * MINUTE) }),
  );
  await user.click(await screen.findByRole("button", { name: /^Identity: read Studio · someone/ }));
  const card = within(screen.getByRole("dialog", { name: "Who you are here" }));
  expect(card.getByText("Studio (111111111111)")).toBeTruthy();
  expect(card.getByText("CorpIdP")).toBeTruthy();
  expect(card.getByText(note)).toBeTruthy();
  expect(card.getByText(/then by signing in again/)).toBeTruthy();
});

test("who has signed in at a provider can sign out there too", async () => {
  const { user, fetch } = served(() => roleOf("1", "read"), { ...research, signed_in: "Ada" });
  await screen.findByText("The page");
  await user.click(screen.getByRole("button", { name: "Menu" }));
  const gone: string[] = [];
  vi.stubGlobal("location", { ...window.location, assign: (to: string) => gone.push(to) });
  const answer = { location: "https://login.example.com/end" };
  fetch.mockImplementationOnce(async () => new Response(JSON.stringify(answer)));
  await user.click(screen.getByRole("menuitem", { name: "Sign out at CorpIdP too" }));
  await waitFor(() => expect(gone).toEqual([answer.location]));
  expect(sessionStorage.getItem("wardrobe-role research")).toBeNull();
});
