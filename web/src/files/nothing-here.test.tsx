import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "../api/error";
import { Listing } from "../listing/listing";
import { failure, identityOf, serve, show, studio } from "../test-server";
import { placesBeen, wasIn } from "./been";
import { NothingHere } from "./nothing-here";

const who = identityOf(studio);
const folder = { connection: "studio", bucket: "known", prefix: "" };

beforeEach(() => localStorage.clear());

function refusedBy(denial: object) {
  serve({ "GET /api/session": () => ({ json: { person: null, open: [who] } }) });
  const error = ApiError.of(failure("denied", "AWS refuses s3:ListBucket.", denial).error as never);
  const view = { ...new Listing("", vi.fn()).view(), state: "failed" as const, error };
  return show(
    <NothingHere folder={folder} view={view} filter="" mayUpload onRetry={vi.fn()} onFilterOff={vi.fn()} />,
    "/c/studio/files?bucket=known&prefix=",
  );
}

test("who may not list a bucket goes on where they have been in it", async () => {
  wasIn(who, { bucket: "known", prefix: "team/a/" });
  wasIn(who, { bucket: "other", prefix: "b/" });
  const { history } = refusedBy({ action: "s3:ListBucket", aws_code: "AccessDenied" });
  const places = within(await screen.findByRole("list"));
  expect(places.getAllByRole("link").map((link) => link.textContent)).toEqual(["team/a"]);
  await userEvent.setup().click(places.getByRole("link"));
  expect(history.at(-1)).toBe("/c/studio/files?bucket=known&prefix=team%2Fa%2F");
});

test("who has been nowhere yet opens a place by its address", async () => {
  const { history } = refusedBy({ action: "s3:ListBucket", aws_code: "AccessDenied" });
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText("Open a place you know"), "/team/a/{Enter}");
  await waitFor(() => expect(history.at(-1)).toBe("/c/studio/files?bucket=known&prefix=team%2Fa%2F"));
  expect(screen.queryByRole("list")).toBeNull();
  expect(placesBeen(who)).toEqual([]);
});

test("what the connection itself refuses is refused", async () => {
  wasIn(who, { bucket: "known", prefix: "team/a/" });
  refusedBy({ action: "s3:ListBucket", resource: "r" });
  expect(await screen.findByText("Not allowed")).toBeTruthy();
  expect(screen.queryByLabelText("Open a place you know")).toBeNull();
});
