import { screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { onSignedIn } from "../api/signed-in";
import { failure, serve, showHere } from "../test-server";
import { SignedInPage } from "./signed-in";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("the window tells the page that waits, closes, and says so where it may not", async () => {
  serve({});
  const close = vi.spyOn(window, "close").mockImplementation(() => undefined);
  const heard: string[] = [];
  const end = onSignedIn((connection) => heard.push(connection));
  showHere(<SignedInPage />, "/signed-in?connection=research");
  expect(screen.getByText("You can close this window.")).toBeTruthy();
  await waitFor(() => expect(close).toHaveBeenCalled());
  await waitFor(() => expect(heard).toContain("research"));
  end();
});

test("a sign-in that failed is told in the window, which stays", async () => {
  serve({
    "GET /api/sign-in-errors/e1": () => ({ json: failure("denied", "CorpIdP said no: access_denied.") }),
  });
  const close = vi.spyOn(window, "close").mockImplementation(() => undefined);
  const { here } = showHere(<SignedInPage />, "/signed-in?connection=research&sign_in_error=e1");
  expect(await screen.findByText("CorpIdP said no: access_denied.")).toBeTruthy();
  expect(here()).toBe("/signed-in?connection=research");
  const again = screen.getByRole("link", { name: "Try again" });
  expect(again.getAttribute("href")).toBe("/sign-in/research?popup=1");
  expect(close).not.toHaveBeenCalled();
});
