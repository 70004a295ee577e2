import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Connection, Identity } from "../api/types";
import { failure, offered, research, roleOf, serve, showHere, studio } from "../test-server";
import { Shell } from "./shell";

afterEach(() => vi.unstubAllGlobals());

function at(
  path: string,
  connection: Connection,
  open: Identity[],
  answers: Parameters<typeof serve>[0] = {},
) {
  const fetch = serve({
    "GET /api/session": () => ({ json: { person: null, open } }),
    "GET /api/connections": () => ({ json: { connections: [studio, connection] } }),
    ...answers,
  });
  return { ...showHere(<Shell>The page</Shell>, path), user: userEvent.setup(), fetch };
}

const asked = ({ mock }: ReturnType<typeof serve>, path: string) =>
  mock.calls.filter(([one]) => one.startsWith(path)).length;

test("a deep link without a session asks for the sign-in, which leads back to it", async () => {
  at("/c/research/files?bucket=b&prefix=a%252F", research, []);
  const link = await screen.findByRole("link", { name: "Sign in with CorpIdP" });
  const href = link.getAttribute("href") ?? "";
  expect(new URLSearchParams(href.split("?")[1]).get("return_to")).toBe(
    "/c/research/files?bucket=b&prefix=a%252F",
  );
  expect(screen.queryByText("The page")).toBeNull();
});

test("why a sign-in failed is asked for once, told on the tile, and taken out of the address", async () => {
  const { here, fetch } = at("/c/research?sign_in_error=e%2B1", research, [], {
    "GET /api/sign-in-errors/e%2B1": () => ({
      json: failure("denied", "AWS refuses sts:AssumeRoleWithWebIdentity.", {
        action: "sts:AssumeRoleWithWebIdentity",
        resource: "*",
        aws_message: "Incorrect token audience",
        aws_code: "InvalidIdentityToken",
      }),
    }),
  });
  const tile = within(await screen.findByRole("article", { name: "Research" }));
  const alert = await tile.findByRole("alert");
  expect(alert.textContent).toContain("Incorrect token audience");
  expect(here()).toBe("/c/research");
  expect(asked(fetch, "/api/sign-in-errors/")).toBe(1);
  expect(tile.getByRole("link", { name: "Sign in with CorpIdP" })).toBeTruthy();
});

test("a reason that is not known any more says to sign in again", async () => {
  at("/c/research?sign_in_error=old", research, [], {
    "GET /api/sign-in-errors/old": () => ({
      status: 404,
      json: failure("not-found", "The reason is not known any more. Please sign in again."),
    }),
  });
  expect((await screen.findByRole("alert")).textContent).toContain("Please sign in again.");
});

test("a further sign-in that failed does not take an open page away", async () => {
  const { user } = at("/c/research?sign_in_error=e1", research, [roleOf("1", "read")], {
    "GET /api/sign-in-errors/e1": () => ({ json: failure("denied", "No role for you.") }),
    "GET /api/connections/research~1/identity": () => ({ json: roleOf("1", "read") }),
  });
  expect((await screen.findByRole("alert")).textContent).toContain("No role for you.");
  expect(screen.getByText("The page")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Close" }));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("who is signed in and has several roles chooses one, and is where the link leads", async () => {
  const open: Identity[] = [];
  const { user, here } = at("/c/research/files?bucket=b", { ...research, signed_in: "Ada" }, open, {
    "GET /api/connections/research/roles": () => ({
      json: { roles: [offered("read"), offered("write")], person: "Ada", expires_at: null },
    }),
    "POST /api/connections/research/open": () => {
      open.push(roleOf("1", "read"));
      return { json: roleOf("1", "read") };
    },
  });
  await screen.findByRole("heading", { name: "Choose a role" });
  await user.click(await screen.findByRole("button", { name: /^read/ }));
  expect(await screen.findByText("The page")).toBeTruthy();
  expect(here()).toBe("/c/research/files?bucket=b");
});

test("a sign-in begun at the provider is nobody's before they have said so", async () => {
  const decided: unknown[] = [];
  const { user, here } = at("/c/research?confirm_sign_in=w1", research, [roleOf("1", "read")], {
    "GET /api/connections/research~1/identity": () => ({ json: roleOf("1", "read") }),
    "GET /api/waiting-sign-ins/w1": () => ({
      json: { connection: "research", person: "ada", provider: "corp", provider_label: "CorpIdP" },
    }),
    "POST /api/waiting-sign-ins/w1": ({ body }) => {
      decided.push(body);
      return { json: { location: "/c/research/files?bucket=b" } };
    },
  });
  await screen.findByRole("heading", { name: "CorpIdP signed you in as ada." });
  expect(screen.queryByText("The page")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Continue" }));
  expect(await screen.findByText("The page")).toBeTruthy();
  expect(decided).toEqual([{ accept: true }]);
  expect(here()).toBe("/c/research/files?bucket=b");
});

test("a sign-in that waits no longer can be left behind", async () => {
  const { user, here } = at("/c/research?confirm_sign_in=w1", research, [], {
    "GET /api/waiting-sign-ins/w1": () => ({
      status: 404,
      json: failure("not-found", "This sign-in has been used already."),
    }),
  });
  expect((await screen.findByRole("alert")).textContent).toContain("used already");
  await user.click(screen.getByRole("button", { name: "Go on without it" }));
  await waitFor(() => expect(screen.getByRole("link", { name: "Sign in with CorpIdP" })).toBeTruthy());
  expect(here()).toBe("/c/research");
});
