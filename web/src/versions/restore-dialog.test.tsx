import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { failure, serve, show } from "../test-server";
import { RestoreDialog } from "./restore-dialog";

afterEach(() => vi.unstubAllGlobals());

test("what could not be counted is counted by trying again, and only then restored", async () => {
  let refused = true;
  serve({
    "POST /api/connections/studio/restore/measure": () =>
      refused
        ? { status: 403, json: failure("denied", "No policy allows s3:ListBucketVersions.") }
        : { json: { type: "end", restored: 2, bytes: 9, hidden: 1 } },
  });
  const folder = { connection: "studio", bucket: "box", prefix: "a/" };
  show(<RestoreDialog folder={folder} item={null} at="2026-01-02T03:04:05Z" onClose={vi.fn()} />);
  expect((await screen.findByRole("alert")).textContent).toContain("No policy allows s3:ListBucketVersions");
  expect(screen.queryByRole("button", { name: /^Restore/ })).toBeNull();
  refused = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("button", { name: "Restore 3 objects" })).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});
