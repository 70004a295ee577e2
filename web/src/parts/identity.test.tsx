import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Identity } from "../api/types";
import { failure, identityOf, serve, show, showHere, studio, visitor } from "../test-server";
import { IdentityChip } from "./identity-chip";
import { standingOf } from "./identity-standing";
import { Shell } from "./shell";

const NOW = Date.parse("2026-11-24T14:00:00Z");
const soon = new Date(NOW + 5 * 60_000).toISOString();

function served(identity: () => Identity) {
  return serve({
    "GET /api/session": () => ({ json: { person: null, open: [identity()] } }),
    "GET /api/connections": () => ({ json: { connections: [studio, visitor] } }),
    [`GET /api/connections/${identity().connection}/identity`]: () => ({ json: identity() }),
    [`POST /api/connections/${identity().connection}/open`]: () => ({ json: identity() }),
  });
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("how credentials stand", () => {
  test("typed ones have ended when their time is over, whoever says otherwise", () => {
    const identity = identityOf(visitor, { expires_at: soon });
    expect(standingOf(identity, NOW)).toMatchObject({ state: "fresh", left: 5 * 60_000 });
    expect(standingOf(identity, NOW + 6 * 60_000)).toMatchObject({ state: "needs-sign-in", left: -60_000 });
  });

  test("the moment they ended is still known when the server no longer tells it", () => {
    standingOf(identityOf(visitor, { expires_at: soon }), NOW);
    const ended = standingOf(identityOf(visitor, { state: "needs-sign-in" }), NOW + 6 * 60_000);
    expect(ended.endsAt).toBe(Date.parse(soon));
  });

  test("what AWS ended before the time it had told did not end at that time", () => {
    standingOf(identityOf(visitor, { expires_at: soon }), NOW);
    const ended = standingOf(identityOf(visitor, { state: "needs-sign-in" }), NOW + 60_000);
    expect(ended.endsAt).toBeNull();
  });

  test("a role that the server renews does not end by the clock of this page", () => {
    const identity = identityOf(studio, { expires_at: soon });
    expect(standingOf(identity, NOW + 6 * 60_000).state).toBe("fresh");
  });
});

describe("the chip", () => {
  test("names role, account and session, and counts down", async () => {
    served(() => identityOf(visitor, { expires_at: soon }));
    show(<IdentityChip connection="visitor" />);
    const chip = await screen.findByRole("button", {
      name: /^Identity: visitor-role 111111111111 · someone 5 min left$/,
    });
    await act(() => vi.advanceTimersByTimeAsync(61_000));
    expect(chip.textContent).toContain("3 min left");
  });

  test("tells everything on a press", async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    const attempts = [
      { source: "environment", outcome: "absent", reason: "AWS_ACCESS_KEY_ID is not set" },
      { source: "instance", outcome: "used", reason: null },
    ];
    served(() => identityOf(studio, { attempts, expires_at: soon }));
    show(<IdentityChip connection="studio" />);
    await user.click(await screen.findByRole("button", { name: /renews itself/ }));
    const dialog = within(screen.getByRole("dialog", { name: "Who you are here" }));
    expect(dialog.getByText("arn:aws:sts::111111111111:assumed-role/studio-role/someone")).toBeTruthy();
    expect(dialog.getByText("by the server, before they expire")).toBeTruthy();
    expect(dialog.getByText(/AWS_ACCESS_KEY_ID is not set/)).toBeTruthy();
  });

  test("tells what the session carries and is narrowed to, and what may be done in the open place", async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    const identity = identityOf(studio, {
      source_identity: "ada",
      tags: [{ key: "Team", value: "red", transitive: true }],
      policy: '{"Version":"2012-10-17","Statement":[]}',
      policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    });
    serve({
      "GET /api/session": () => ({ json: { person: null, open: [identity] } }),
      "GET /api/connections": () => ({ json: { connections: [studio] } }),
      "GET /api/connections/studio/identity": () => ({ json: identity }),
      "GET /api/connections/studio/abilities": () => ({
        json: {
          list: { state: "allowed" },
          read: { state: "allowed" },
          write: { state: "refused", error: failure("denied", "AWS refuses s3:PutObject.").error },
          delete: { state: "unknown" },
          versions: { state: "allowed" },
        },
      }),
    });
    const { here } = showHere(<IdentityChip connection="studio" />, "/c/studio/files?bucket=b&prefix=a/");
    await user.click(await screen.findByRole("button", { name: /^Identity/ }));
    const dialog = within(screen.getByRole("dialog", { name: "Who you are here" }));
    expect(dialog.getByText("Source identity").nextSibling?.textContent).toBe("ada");
    expect(dialog.getByText("Tags").nextSibling?.textContent).toBe("Team = red · goes on into further roles");
    expect(dialog.getByText(/"Statement": \[\]/)).toBeTruthy();
    expect(dialog.getByText("arn:aws:iam::aws:policy/ReadOnlyAccess")).toBeTruthy();
    await dialog.findByText("AWS refuses s3:PutObject.");
    const lines = dialog
      .getAllByText(/^(Allowed|Refused|Not known):$/)
      .map((mark) => mark.parentElement?.textContent);
    expect(lines).toEqual([
      "Allowed: List files",
      "Allowed: Read files",
      "Refused: Write filesAWS refuses s3:PutObject.",
      "Not known: Delete filesNothing tells but doing it.",
      "Allowed: See older versions",
    ]);
    await user.click(dialog.getByRole("link", { name: "Check it step by step" }));
    expect(here()).toBe("/c/studio/check?bucket=b&prefix=a%2F");
  });
});

describe("when the credentials end", () => {
  test("the page stays and new ones are asked for above it", async () => {
    served(() => identityOf(visitor, { expires_at: new Date(NOW + 2_000).toISOString() }));
    show(
      <Shell>
        <p>The page</p>
      </Shell>,
      "/c/visitor/files",
    );
    await screen.findByText("The page");
    expect(screen.queryByRole("alert")).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(3_000));
    const alert = within(await screen.findByRole("alert"));
    expect(alert.getByRole("heading").textContent).toMatch(/^Your credentials expired at .+\.$/);
    expect(alert.getByText("Paste new ones to go on. This page stays as it is.")).toBeTruthy();
    expect(alert.getByLabelText("Session token")).toBeTruthy();
    expect(screen.getByText("The page")).toBeTruthy();
    expect(screen.queryByText(/denied/i)).toBeNull();
  });

  test("a page that is loaded after their end asks too", async () => {
    const ended = identityOf(visitor, {
      state: "needs-sign-in",
      role: null,
      account: "",
      session_name: null,
    });
    serve({
      "GET /api/session": () => ({ json: { person: null, open: [ended] } }),
      "GET /api/connections": () => ({ json: { connections: [visitor] } }),
      "GET /api/connections/visitor/identity": () => ({ status: 401, json: failure("expired", "Over.") }),
    });
    show(<Shell>page</Shell>, "/c/visitor/files?bucket=b");
    const alert = await screen.findByRole("alert", { name: "Expired" });
    expect(alert.textContent).toMatch(/^Your credentials expired/);
    expect(screen.getByRole("button", { name: /^Identity: someone.*expired$/ })).toBeTruthy();
  });

  test("new ones take the question away", async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    let identity = identityOf(visitor, { state: "needs-sign-in" });
    served(() => identity);
    show(<Shell>page</Shell>, "/c/visitor");
    await user.click(await screen.findByLabelText("Paste them all at once"));
    await user.paste('{"AccessKeyId":"ASIAX","SecretAccessKey":"s","SessionToken":"t"}');
    identity = identityOf(visitor, { expires_at: new Date(NOW + 3_600_000).toISOString() });
    await user.click(screen.getByRole("button", { name: "Go on" }));
    await screen.findByRole("button", { name: /(59 min|1 h) left/ });
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

test("a connection that is not open is asked for, and the address stays", async () => {
  serve({
    "GET /api/session": () => ({ json: { person: null, open: [] } }),
    "GET /api/connections": () => ({ json: { connections: [studio, visitor] } }),
  });
  const { history } = show(<Shell>secret page</Shell>, "/c/visitor/files?bucket=b");
  await screen.findByRole("heading", { name: "Your own role is not open" });
  expect(screen.getAllByRole("article")).toHaveLength(1);
  expect(screen.queryByText("secret page")).toBeNull();
  expect(history.at(-1)).toBe("/c/visitor/files?bucket=b");
});

test("an unknown connection is said to be none", async () => {
  serve({
    "GET /api/session": () => ({ json: { person: null, open: [] } }),
    "GET /api/connections": () => ({ json: { connections: [studio] } }),
  });
  show(<Shell>page</Shell>, "/c/nope/files?bucket=b");
  await screen.findByRole("heading", { name: "There is no such connection" });
});
