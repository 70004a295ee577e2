import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { failure, offered, research, roleOf, serve, show } from "../test-server";
import { RolePicker } from "./role-picker";

const NOW = Date.parse("2026-11-24T14:00:00Z");

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const studio = { account_label: "Studio", color: "#1b7f5c" };
const few = [
  offered("read", studio),
  offered("write", { ...studio, open: "2" }),
  offered("files", { account: "222222222222" }),
];
const many = [...few, ...Array.from({ length: 10 }, (_, n) => offered(`more-${n}`, studio))];

function pick(roles: object[], more: object = {}) {
  const sent: unknown[] = [];
  const onChosen = vi.fn();
  serve({
    "GET /api/session": () => ({ json: { person: null, open: [roleOf("2", "write")] } }),
    "GET /api/connections/research/roles": () => ({
      json: { roles, person: "Ada", expires_at: null, ...more },
    }),
    "POST /api/connections/research/open": ({ body }) => {
      sent.push(body);
      return { json: roleOf("9", "files") };
    },
  });
  const shown = show(
    <RolePicker level={2} connection={research} open={[roleOf("2", "write")]} onChosen={onChosen} />,
  );
  return { ...shown, sent, onChosen, user: userEvent.setup({ advanceTimers: vi.advanceTimersByTime }) };
}

test("roles stand under their accounts; one is taken on by a press, for this tab", async () => {
  const { user, sent, onChosen } = pick(few);
  const partner = within(await screen.findByRole("region", { name: "Account 222222222222" }));
  expect(screen.getByRole("region", { name: "Studio 111111111111" })).toBeTruthy();
  await user.click(partner.getByRole("button", { name: /files/ }));
  await waitFor(() => expect(onChosen).toHaveBeenCalled());
  expect(sent).toEqual([{ role_arn: "arn:aws:iam::222222222222:role/files" }]);
  expect(sessionStorage.getItem("wardrobe-role research")).toBe("9 arn:aws:iam::111111111111:role/files");
});

test("an open role is said to be, and needs no other opening", async () => {
  const { user, sent, onChosen } = pick(few);
  await user.click(await screen.findByRole("button", { name: /write/ }));
  expect(onChosen).toHaveBeenCalled();
  expect(sent).toEqual([]);
  expect(sessionStorage.getItem("wardrobe-role research")).toContain("2 arn");
});

test("of many one types a part, and Enter takes the first", async () => {
  const { user, sent } = pick(many);
  const field = await screen.findByLabelText("Filter roles");
  expect(document.activeElement).toBe(field);
  await user.type(field, "more-7");
  expect(screen.getByRole("status").textContent).toBe("1 role");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(sent).toEqual([{ role_arn: "arn:aws:iam::111111111111:role/more-7" }]));
});

test("the arrow keys go from role to role and back to the filter; typing goes on there", async () => {
  const { user } = pick(many);
  const field = await screen.findByLabelText<HTMLInputElement>("Filter roles");
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(document.activeElement?.textContent).toContain("write");
  await user.keyboard("{ArrowUp}{ArrowUp}");
  expect(document.activeElement).toBe(field);
  await user.keyboard("{ArrowDown}");
  await user.keyboard("f");
  expect(document.activeElement).toBe(field);
});

test("the role that was chosen last comes first", async () => {
  localStorage.setItem("wardrobe-role research", few[2]?.arn ?? "");
  pick(few);
  const buttons = await screen.findAllByRole("button");
  expect(buttons[0]?.textContent).toContain("fileschosen last");
});

test("AWS takes the word of a SAML provider for five minutes: they are counted, and then over", async () => {
  pick(few, { expires_at: new Date(NOW + 252_000).toISOString() });
  expect((await screen.findByRole("timer")).textContent).toMatch(/Choose within 4:1[12]\./);
  await act(() => vi.advanceTimersByTimeAsync(3_000));
  expect(screen.getByRole("timer").textContent).toMatch(/4:0\d/);
  await act(() => vi.advanceTimersByTimeAsync(251_000));
  expect(screen.getByText(/The time to choose is over/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Sign in again" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: /files/ })).toBeNull();
});

test("a role that AWS refuses leaves the others to choose from, with what would help", async () => {
  const { user } = pick(few);
  serve({
    "POST /api/connections/research/open": () => ({
      status: 403,
      json: failure(
        "denied",
        "AWS refuses sts:AssumeRole.",
        {
          action: "sts:AssumeRole",
          resource: "arn:aws:iam::222222222222:role/files",
          caller: "arn:aws:sts::111111111111:assumed-role/hub/ada",
          aws_message: "User: hub is not authorized to perform: sts:AssumeRole",
        },
        {
          words: "files does not trust hub.",
          policies: [{ place: "the trust policy of files", document: '{ "Effect": "Allow" }' }],
          message: "AWS refuses sts:AssumeRole.",
        },
      ),
    }),
  });
  await user.click(await screen.findByRole("button", { name: /files/ }));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("AWS refuses");
  expect(alert.textContent).toContain("User: hub is not authorized");
  expect(alert.textContent).toContain("files does not trust hub.");
  await screen.findByText("Add to the trust policy of files");
  expect(alert.textContent).toContain('Add to the trust policy of files{ "Effect": "Allow" }');
  expect(screen.getByRole("button", { name: /read/ })).toBeTruthy();
});
