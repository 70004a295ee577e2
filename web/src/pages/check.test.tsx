import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Step } from "../api/types";
import { m } from "../messages";
import { Shell } from "../parts/shell";
import { identityOf, serve, showHere, studio } from "../test-server";
import { CheckPage, reportOf } from "./check";

afterEach(() => vi.unstubAllGlobals());

const list: Step = {
  name: "list",
  title: "List s3://reports/2026/",
  state: "failed",
  words: "AWS refuses s3:ListBucket.",
  facts: [],
  error: {
    code: "denied",
    message: "AWS refuses s3:ListBucket.",
    request_id: "",
    remedy: { words: "An administrator has to add this.", policies: [], message: "Please add this." },
  },
};
const caller: Step = {
  name: "caller",
  title: "Who we are to AWS",
  state: "passed",
  words: "AWS knows us as ada.",
  facts: [{ name: "Account", value: "111111111111" }],
};

test("each step is shown with what would help, and writing is tried only when asked for", async () => {
  const asked: unknown[] = [];
  serve({
    "GET /api/session": () => ({
      json: { person: { name: "Ada", kind: "anyone" }, open: [identityOf(studio)] },
    }),
    "GET /api/connections": () => ({ json: { connections: [{ ...studio, open: true }] } }),
  });
  const rest = fetch;
  vi.stubGlobal("fetch", async (input: string, init: RequestInit = {}) => {
    if (!input.endsWith("/check")) return rest(input, init);
    asked.push(JSON.parse(init.body as string));
    const lines = [{ type: "step", ...caller }, { type: "step", ...list }, { type: "end" }];
    return new Response(lines.map((line) => JSON.stringify(line)).join("\n"));
  });
  showHere(
    <Shell>
      <CheckPage connection="studio" />
    </Shell>,
    "/c/studio/check?bucket=reports&prefix=2026%2F",
  );
  await screen.findByText("One step fails.");
  expect(screen.getByText("111111111111")).toBeTruthy();
  expect(await screen.findByText("An administrator has to add this.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Try to write, too" }));
  await screen.findByText("One step fails.");
  const places = [{ bucket: "reports", prefix: "2026/" }];
  expect(asked).toEqual([
    { places, write: false, straight: false },
    { places, write: true, straight: false },
  ]);
  expect(screen.queryByRole("button", { name: "Try to write, too" })).toBeNull();
});

test("the report has each step and what to send", () => {
  const report = reportOf("studio", [caller, list]);
  expect(report).toContain("Works: Who we are to AWS. AWS knows us as ada.\n    Account: 111111111111");
  expect(report).toContain("Fails: List s3://reports/2026/.");
  expect(report).toContain("Please add this.");
});

test("what is found keeps its name in every language, and what became of a source is said in it", () => {
  vi.spyOn(m.api, "said").mockImplementation((words) => (words === "used" ? "verwendet" : words));
  const of = (name: string, fact: string) =>
    reportOf("c", [{ ...caller, name, facts: [{ name: fact, value: "used" }] }]);
  expect(of("buckets", "Bucket")).toContain("Bucket: used");
  expect(of("credentials", "instance")).toContain("instance: verwendet");
  vi.restoreAllMocks();
});
