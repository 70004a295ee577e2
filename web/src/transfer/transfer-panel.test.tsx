import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { transfers } from "./engine";
import { failure, FakeServer, type Answer } from "./fake-server";
import { TransferPanel } from "./transfer-panel";

const target = { connection: "studio", bucket: "b", prefix: "" };
const file = (name: string) => ({ path: name, file: new File(["hello"], name) });
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer().install();
  server.on(/properties$/, { json: { size: 7, last_modified: "2026-01-02T03:04:05Z" } });
  render(<TransferPanel />);
});

afterEach(() => {
  transfers.cancelAll();
  transfers.clear();
  cleanup();
  vi.unstubAllGlobals();
});

it("is not there while there is nothing to say", () => {
  expect(screen.queryByRole("region", { name: "Uploads" })).toBeNull();
});

it("says what was stored, to those who cannot see it too", async () => {
  server.on(/^PUT/, {});
  transfers.add(target, [file("a.txt")]);
  expect(await screen.findByText("Stored · 5 bytes")).toBeTruthy();
  expect(screen.getByRole("status").textContent).toBe("1 file uploaded.");
});

it("offers a failed one again", async () => {
  server.on(/^PUT/, { status: 403, json: failure("denied", "No policy allows it.") });
  transfers.add(target, [file("a.txt")]);
  expect(await screen.findByText("No policy allows it.")).toBeTruthy();
  server.on(/^PUT/, {});
  await userEvent.click(screen.getByRole("button", { name: "Upload a.txt again" }));
  expect(await screen.findByText("Stored · 5 bytes")).toBeTruthy();
});

it("says of a refused one what would help; trying again there sends it", async () => {
  const denial = {
    action: "s3:PutObject",
    resource: "arn:aws:s3:::b/a.txt",
    aws_code: "AccessDenied",
    aws_message: "User: ada is not authorized",
  };
  const remedy = { words: "The bucket's policy has to allow it.", policies: [], message: "Please allow it." };
  server.on(/^PUT/, { status: 403, json: failure("denied", "No policy allows it.", { denial, remedy }) });
  transfers.add(target, [file("a.txt")]);
  await userEvent.click(await screen.findByRole("button", { name: "What would help with a.txt" }));
  const dialog = within(await screen.findByRole("dialog", { name: "“a.txt” was not uploaded" }));
  expect(await dialog.findByText(remedy.words)).toBeTruthy();
  expect(dialog.getByText(denial.aws_message)).toBeTruthy();
  server.on(/^PUT/, {});
  await userEvent.click(dialog.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Stored · 5 bytes")).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("asks once for many what to do about what is there", async () => {
  server.on(/^PUT/, ({ query, headers }): Answer => {
    const taken = !query.get("key")?.includes("(2)") && headers.get("if-none-match") === "*";
    return taken ? { status: 409, json: failure("conflict") } : {};
  });
  transfers.add(target, [file("a.txt"), file("b.txt")]);
  const dialog = await screen.findByRole("dialog", { name: "“a.txt” is there already" });
  expect(await within(dialog).findByText(/7 bytes, changed/)).toBeTruthy();
  const all = await within(dialog).findByRole("checkbox", { name: /The same for 1 file more/ });
  if (!(all as HTMLInputElement).checked) await userEvent.click(all);
  await userEvent.click(within(dialog).getByRole("button", { name: "Keep both" }));
  expect(await screen.findByText("Stored as a (2).txt · 5 bytes")).toBeTruthy();
  expect(await screen.findByText("Stored as b (2).txt · 5 bytes")).toBeTruthy();
});

it("keeps a question that was put off", async () => {
  server.on(/^PUT/, { status: 409, json: failure("conflict") });
  transfers.add(target, [file("a.txt")]);
  await screen.findByRole("dialog");
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Answer for a.txt" }));
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Skip" }));
  expect(await screen.findByText("Skipped. What was there stays")).toBeTruthy();
});
