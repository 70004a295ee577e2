import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { useRole } from "../api/role";
import { useLocations } from "../api/queries";
import type { Identity } from "../api/types";
import { offered, research, roleOf, serve, showHere, studio } from "../test-server";
import { Toasts } from "../ui/toast";
import { Shell } from "./shell";

afterEach(() => vi.unstubAllGlobals());

const read = roleOf("1", "read", { color: "#1b7f5c", account_label: "Studio" });
const write = roleOf("2", "write", { color: "#aa2222", account_label: "Prod", account: "222222222222" });

/** Stands for any page: what it shows comes by the role of the tab. */
function Page() {
  const { data } = useLocations(useRole("research"));
  return <p>{data?.locations.map(({ label }) => label).join()}</p>;
}

function at(open: () => Identity[]) {
  const places = (label: string) => () => ({ json: { locations: [{ label }], buckets_denied: null } });
  const fetch = serve({
    "GET /api/session": () => ({ json: { person: null, open: open() } }),
    "GET /api/connections": () => ({ json: { connections: [studio, { ...research, signed_in: "Ada" }] } }),
    "GET /api/connections/research/roles": () => ({
      json: { roles: [offered("read", { open: "1" }), offered("third")], person: "Ada", expires_at: null },
    }),
    "POST /api/connections/research/open": () => ({ json: roleOf("3", "third") }),
    ...Object.fromEntries(
      open().flatMap((one) => [
        [`GET /api/connections/research~${one.id}/identity`, () => ({ json: one })],
        [`GET /api/connections/research~${one.id}/locations`, places(`seen by ${one.role}`)],
      ]),
    ),
    "GET /api/connections/research~3/identity": () => ({ json: roleOf("3", "third") }),
    "GET /api/connections/research~3/locations": places("seen by third"),
    "DELETE /api/connections/research~2/open": () => ({ status: 204, json: null }),
  });
  const view = (
    <>
      <Shell>
        <Page />
      </Shell>
      <Toasts />
    </>
  );
  return { ...showHere(view, "/c/research/files?bucket=b&preview=k"), user: userEvent.setup(), fetch };
}

const head = () => screen.getByRole("banner");

test("switching keeps the place; what is there, who we are and the colour are the other role's", async () => {
  const { user, here } = at(() => [read, write]);
  // Another tab chose what this one does not know of.
  await screen.findByText("seen by write");
  expect(head().style.borderBlockStartColor).toBe("#aa2222");
  await user.click(screen.getByRole("button", { name: /^Identity: write/ }));
  const roles = within(screen.getByRole("region", { name: "Roles" }));
  expect(roles.getByRole("button", { name: /write/ }).getAttribute("aria-current")).toBe("true");
  await user.click(roles.getByRole("button", { name: /read/ }));
  await screen.findByText("seen by read");
  expect(screen.getByRole("button", { name: /^Identity: read Studio/ })).toBeTruthy();
  expect(head().style.borderBlockStartColor).toBe("#1b7f5c");
  expect(here()).toBe("/c/research/files?bucket=b&preview=k");
});

test("a role that is opened elsewhere changes nothing in this tab", async () => {
  let open = [read];
  const { client, fetch } = at(() => open);
  await screen.findByText("seen by read");
  open = [read, write];
  await client.refetchQueries();
  expect(screen.getByText("seen by read")).toBeTruthy();
  expect(fetch.mock.calls.some(([path]) => path.includes("research~2"))).toBe(false);
});

test("a role that is not open yet is opened from the picker, for this tab", async () => {
  let open = [read, write];
  const { user } = at(() => open);
  await user.click(await screen.findByRole("button", { name: /^Identity/ }));
  await user.click(screen.getByRole("button", { name: "Another role…" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Choose a role" }));
  open = [read, write, roleOf("3", "third")];
  await user.click(await dialog.findByRole("button", { name: /third/ }));
  expect(await screen.findByText("seen by third")).toBeTruthy();
  expect(sessionStorage.getItem("wardrobe-role research")).toContain("3 arn");
});

test("when the tab's role is closed it goes on under another one and says so", async () => {
  let open = [read, write];
  const { client } = at(() => open);
  await screen.findByText("seen by write");
  open = [read];
  await client.refetchQueries({ queryKey: ["session"] });
  await screen.findByText("seen by read");
  expect(await screen.findByText("The role of this tab was closed. You work as read here now.")).toBeTruthy();
});

test("with several roles open, closing closes this one and the page goes on", async () => {
  let open = [read, write];
  const { user, here, fetch } = at(() => open);
  await screen.findByText("seen by write");
  await user.click(screen.getByRole("button", { name: "Menu" }));
  open = [read];
  await user.click(screen.getByRole("menuitem", { name: /Close write/ }));
  await screen.findByText("seen by read");
  expect(here()).toBe("/c/research/files?bucket=b&preview=k");
  const deletes = fetch.mock.calls.filter(([, init]) => init?.method === "DELETE");
  expect(deletes.map(([path]) => path)).toEqual(["/api/connections/research~2/open"]);
});
