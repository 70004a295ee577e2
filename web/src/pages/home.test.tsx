import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Location } from "../api/types";
import { wasIn } from "../files/been";
import { toggleStar, wasOpened } from "../files/marks";
import { failure, finance, identityOf, serve, show, studio } from "../test-server";
import { HomePage } from "./home";

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

const bucket: Location = {
  bucket: "studio-assets",
  prefix: "",
  label: "studio-assets",
  origin: "bucket",
  region: "eu-central-1",
  created: "2026-01-02T12:00:00Z",
};

function home(locations: object, answers: Parameters<typeof serve>[0] = {}) {
  serve({
    "GET /api/session": () => ({ json: { person: null, open: [identityOf(studio)] } }),
    "GET /api/connections": () => ({ json: { connections: [studio, finance] } }),
    "GET /api/connections/studio/locations": () => ({ json: locations }),
    ...answers,
  });
  return { ...show(<HomePage connection="studio" />, "/c/studio"), user: userEvent.setup() };
}

const refused = failure("denied", "AWS refuses s3:ListAllMyBuckets on *.", {
  action: "s3:ListAllMyBuckets",
  resource: "*",
  aws_message: "User: someone is not authorized",
}).error;

test("locations lead to their files, however odd their names", async () => {
  const odd = { ...bucket, bucket: "odd", prefix: "a//b c+%/", label: "odd/a//b c+%", origin: "configured" };
  home({ locations: [bucket, odd], buckets_denied: null });
  const link = await screen.findByRole("link", { name: /studio-assets/ });
  expect(link.textContent).toContain("eu-central-1");
  expect(link.getAttribute("href")).toBe("/c/studio/files?bucket=studio-assets&prefix=");
  const href = screen.getByRole("link", { name: /odd/ }).getAttribute("href") ?? "";
  expect(new URLSearchParams(href.split("?")[1]).get("prefix")).toBe("a//b c+%/");
});

test("folders with a star and recent ones are there again", async () => {
  const who = identityOf(studio);
  toggleStar(who, { bucket: "studio-assets", prefix: "photos/2026/" });
  wasOpened(who, { bucket: "studio-assets", prefix: "a//b/" });
  // These are on the page already.
  wasOpened(who, { bucket: "studio-assets", prefix: "photos/2026/" });
  wasOpened(who, { bucket: "studio-assets", prefix: "" });
  home({ locations: [bucket], buckets_denied: null });
  const links = async (name: string) => {
    const section = within(await screen.findByRole("region", { name }));
    return section.getAllByRole("link").map((link) => [link.textContent, link.getAttribute("href")]);
  };
  const at = (prefix: string) => `/c/studio/files?bucket=studio-assets&prefix=${encodeURIComponent(prefix)}`;
  expect(await links("Favourites")).toEqual([["studio-assets/photos/2026", at("photos/2026/")]]);
  expect(await links("Recent folders")).toEqual([["studio-assets/a//b", at("a//b/")]]);
});

test("the connections that are not open are offered", async () => {
  home({ locations: [bucket], buckets_denied: null });
  const others = within(await screen.findByRole("region", { name: "Other connections" }));
  expect(
    (await others.findAllByRole("article")).map((tile) => tile.querySelector("h2")?.textContent),
  ).toEqual(["Finance"]);
});

test("a role that may not list buckets is told so, and can go to one it knows", async () => {
  const { user, history } = home({ locations: [], buckets_denied: refused });
  expect(await screen.findByText("Your role may not list buckets")).toBeTruthy();
  expect(screen.getByText("s3:ListAllMyBuckets")).toBeTruthy();
  expect(screen.queryByText("No buckets here")).toBeNull();
  await user.type(screen.getByLabelText("Open a place you know"), "s3://known/a/{Enter}");
  await waitFor(() => expect(history.at(-1)).toBe("/c/studio/files?bucket=known&prefix=a%2F"));
});

test("once the role may list buckets, trying again shows them", async () => {
  let denied: object | null = refused;
  const answer = () => ({ json: { locations: denied ? [] : [bucket], buckets_denied: denied } });
  const { user } = home({}, { "GET /api/connections/studio/locations": answer });
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  expect(screen.getByText("Your role may not list buckets")).toBeTruthy();
  denied = null;
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: /studio-assets/ })).toBeTruthy();
  expect(screen.queryByText("Your role may not list buckets")).toBeNull();
});

test("who may not list buckets finds again where they have been", async () => {
  wasIn(identityOf(studio), { bucket: "known", prefix: "team/a//" });
  const { user, history } = home({ locations: [], buckets_denied: refused });
  const been = within(await screen.findByRole("region", { name: "Where you have been" }));
  await user.click(been.getByRole("link", { name: "known/team/a/" }));
  expect(history.at(-1)).toBe("/c/studio/files?bucket=known&prefix=team%2Fa%2F%2F");
});

test("who may list buckets begins with them", async () => {
  wasIn(identityOf(studio), { bucket: "known", prefix: "team/a/" });
  home({ locations: [bucket], buckets_denied: null });
  expect(await screen.findByRole("link", { name: /studio-assets/ })).toBeTruthy();
  expect(screen.queryByText("Where you have been")).toBeNull();
});

test("what is no address stays in the box, with the reason", async () => {
  const { user, history } = home({ locations: [bucket], buckets_denied: null });
  const box = await screen.findByLabelText<HTMLInputElement>("Open a place you know");
  await user.type(box, "https://example.com/x{Enter}");
  expect(screen.getByText("This address leads neither to S3 nor to its console.")).toBeTruthy();
  expect(box.value).toBe("https://example.com/x");
  expect(history).toEqual(["/c/studio"]);
});

test("a key that is there is shown in its folder; one that is not is taken for a folder", async () => {
  let there = true;
  const { user, history } = home(
    { locations: [bucket], buckets_denied: null },
    {
      "GET /api/connections/studio/object/properties": () =>
        there
          ? { json: { key: "a/b.txt" } }
          : { status: 404, json: failure("missing", "There is no such object.") },
    },
  );
  const box = await screen.findByLabelText("Open a place you know");
  await user.type(box, "s3://known/a/b.txt{Enter}");
  await waitFor(() =>
    expect(history.at(-1)).toBe("/c/studio/files?bucket=known&prefix=a%2F&preview=a%2Fb.txt"),
  );
  there = false;
  await user.click(screen.getByRole("button", { name: "Go" }));
  await waitFor(() => expect(history.at(-1)).toBe("/c/studio/files?bucket=known&prefix=a%2Fb.txt%2F"));
});

test("when the locations cannot be had, the reason is shown and can be tried again", async () => {
  let works = false;
  const { user } = home(
    {},
    {
      "GET /api/connections/studio/locations": () =>
        works
          ? { json: { locations: [bucket], buckets_denied: null } }
          : { status: 502, json: failure("unreachable", "S3 does not answer: connection refused") },
    },
  );
  expect(await screen.findByText("S3 does not answer: connection refused")).toBeTruthy();
  works = true;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: /studio-assets/ })).toBeTruthy();
});
