import { act, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { failure, serve } from "../test-server";
import { Toasts } from "../ui/toast";
import { forgetUndo, offerUndo, useUndo } from "./undo";

const folder = { connection: "studio", bucket: "bucket", prefix: "f/" };
const selection = { bucket: "bucket", keys: [], prefixes: ["f/x/"] };
const since = "2026-11-03T12:00:00.000Z";
const of = (operation: string) => `/api/connections/studio/${operation}`;
const bucketIs = (versioning: string) => () => ({ json: { bucket: "bucket", region: "", versioning } });

const refresh = vi.fn();
function Page() {
  useUndo(folder, listing);
  return <Toasts />;
}
const listing = { refresh };

beforeEach(() => {
  forgetUndo();
  refresh.mockClear();
});

// Messages outlive what shows them.
afterEach(async () => {
  render(<Toasts />);
  for (const close of screen.queryAllByRole("button", { name: "Close" })) await userEvent.click(close);
});

const offer = () => act(() => offerUndo(folder, selection, since, { done: 3_000, until: since }));

it("undoes a delete at a press, and lists what has come back", async () => {
  const undelete = vi.fn(() => ({ json: { type: "end", restored: 3_000, failed: 0 } }));
  serve({ [`GET ${of("bucket")}`]: bucketIs("enabled"), [`POST ${of("undelete")}`]: undelete });
  render(<Page />);
  await offer();
  expect(screen.getByText("3,000 objects deleted")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByText("3,000 objects are back")).toBeTruthy();
  expect(undelete).toHaveBeenCalledWith(
    expect.objectContaining({ body: { ...selection, since, until: since } }),
  );
  expect(refresh).toHaveBeenCalledOnce();
});

it("undoes it by Ctrl+Z until something else is done, and not while text is typed", async () => {
  const undelete = vi.fn(() => ({ json: { type: "end", restored: 1, failed: 0 } }));
  serve({ [`GET ${of("bucket")}`]: bucketIs("enabled"), [`POST ${of("undelete")}`]: undelete });
  render(
    <>
      <Page />
      <input aria-label="Text" />
    </>,
  );
  await offer();
  await userEvent.type(screen.getByRole("textbox"), "{Control>}z{/Control}");
  expect(undelete).not.toHaveBeenCalled();
  await userEvent.click(document.body);
  await userEvent.keyboard("{Control>}z{/Control}");
  expect(undelete).toHaveBeenCalledOnce();
  await userEvent.keyboard("{Control>}z{/Control}");
  expect(undelete).toHaveBeenCalledOnce();
  await offer();
  forgetUndo();
  await userEvent.keyboard("{Control>}z{/Control}");
  expect(undelete).toHaveBeenCalledOnce();
});

it("hears Ctrl+Z while it is still found out whether it can be undone", async () => {
  const undelete = vi.fn(() => ({ json: { type: "end", restored: 1, failed: 0 } }));
  serve({ [`GET ${of("bucket")}`]: bucketIs("enabled"), [`POST ${of("undelete")}`]: undelete });
  render(<Page />);
  await act(async () => {
    const found = offerUndo(folder, selection, since);
    fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
    await found;
  });
  expect(await screen.findByText("1 object is back")).toBeTruthy();
  expect(undelete).toHaveBeenCalledOnce();
});

it("offers nothing that is not the last thing any more once it is known", async () => {
  serve({ [`GET ${of("bucket")}`]: bucketIs("enabled") });
  render(<Page />);
  await act(async () => {
    const found = offerUndo(folder, selection, since);
    forgetUndo();
    await found;
  });
  expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
});

it("offers nothing where the bucket does not keep what is deleted, or cannot be asked", async () => {
  for (const answer of [
    bucketIs("suspended"),
    bucketIs("off"),
    () => ({ status: 403, json: failure("denied", "No.") }),
  ]) {
    serve({ [`GET ${of("bucket")}`]: answer });
    const { unmount } = render(<Page />);
    await offer();
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
    unmount();
  }
});

it("tells what could not be brought back, and why it broke off", async () => {
  const lines = [
    { type: "failed", key: "f/x/1", error: failure("denied", "You may not.").error },
    { type: "end", restored: 4, failed: 1 },
  ];
  const answers = [
    () => ({ status: 403, json: failure("denied", "s3:DeleteObjectVersion is missing.") }),
    () => ({ json: lines[1] }),
  ];
  serve({
    [`GET ${of("bucket")}`]: bucketIs("enabled"),
    [`POST ${of("undelete")}`]: () => answers.shift()?.() ?? { json: null },
  });
  render(<Page />);
  await offer();
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByText("s3:DeleteObjectVersion is missing.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("4 objects are back")).toBeTruthy();
});
