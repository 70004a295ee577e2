import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Draft, DraftAnswer, SetupChoices } from "../../api/types";
import { Shell } from "../../parts/shell";
import { failure, serve, showHere, studio } from "../../test-server";
import { SetupPage } from ".";

afterEach(() => vi.unstubAllGlobals());

const choices: SetupChoices = {
  users: ["ada"],
  providers: [],
  connections: [{ name: "partner", label: "Partner", region: "eu-west-1", endpoint: "http://127.0.0.1:1/" }],
  external_id: "made-1",
};
const principal = "arn:aws:iam::111111111111:role/wardrobe";
const policy = (document: string) => ({
  place: "the trust policy of files",
  document,
  cli: `aws iam ${document}`,
});

/** A server that misses the role's ARN until it is typed. */
function answerTo(draft: Draft): DraftAnswer {
  const arn = draft.settings["role.arn"];
  return {
    toml: `arn = "${String(arn)}"`,
    mistakes: arn ? [] : [{ field: "role.arn", message: "arn is missing" }],
    needed: arn
      ? { providers: [], policies: [policy(draft.principal ?? "nobody")], notes: ["A note."] }
      : null,
  };
}

function serveSetup(administrator: () => string | null) {
  const tried: Draft[] = [];
  serve({
    "GET /api/session": () => ({ json: { person: null, administrator: administrator(), open: [] } }),
    "GET /api/connections": () => ({ json: { connections: [studio] } }),
    "GET /api/setup": () => ({ json: choices }),
    "POST /api/setup/draft": ({ body }) => ({ json: answerTo(body as Draft) }),
  });
  const rest = fetch;
  vi.stubGlobal("fetch", async (input: string, init: RequestInit = {}) => {
    if (!input.endsWith("/setup/check")) return rest(input, init);
    tried.push((JSON.parse(init.body as string) as { draft: Draft }).draft);
    const step = { type: "step", name: "server", title: "Who Wardrobe is", state: "passed", words: "Found." };
    const lines = [{ ...step, facts: [{ name: "Principal", value: principal }] }, { type: "end" }];
    return new Response(lines.map((line) => JSON.stringify(line)).join("\n"));
  });
  showHere(
    <Shell>
      <SetupPage />
    </Shell>,
    "/setup",
  );
  return tried;
}

test("what is wrong is shown where it is, and what is right is tried and written down", async () => {
  const tried = serveSetup(() => "ada");
  const arn = await screen.findByRole("textbox", { name: "Role" });
  expect((screen.getByLabelText("External id") as HTMLInputElement).value).toBe("made-1");
  // Nobody is blamed for what they have not come to yet.
  expect(screen.queryByText("arn is missing")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Test" }));
  await screen.findByText("arn is missing");
  expect(screen.getByText("Before it can be tried").parentElement?.textContent).toContain(
    "role.arn: arn is missing",
  );
  expect(tried).toEqual([]);
  await userEvent.click(arn);
  await userEvent.paste("arn:aws:iam::222222222222:role/files");
  const inAws = screen.getByRole("region", { name: "In AWS" });
  expect(await within(inAws).findByText("nobody")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Test" }));
  await screen.findByText("Everything that was tried works.");
  expect(tried[0]?.settings["role.external_id"]).toBe("made-1");
  // The test has found out what policies call this server.
  expect(await within(inAws).findByText(principal)).toBeTruthy();
  await userEvent.click(within(inAws).getByRole("tab", { name: "AWS CLI" }));
  expect(within(inAws).getByText(`aws iam ${principal}`)).toBeTruthy();
  expect(screen.getByText('arn = "arn:aws:iam::222222222222:role/files"')).toBeTruthy();
});

test("the store of another connection is taken over", async () => {
  serveSetup(() => "ada");
  await userEvent.click(await screen.findByText("Region, and another store than AWS"));
  await userEvent.click(screen.getByRole("button", { name: "Take them from…", hidden: true }));
  await userEvent.click(await screen.findByRole("menuitem", { name: /Partner/ }));
  const endpoint = () => screen.getByLabelText<HTMLInputElement>("Endpoint of S3").value;
  await waitFor(() => expect(endpoint()).toBe("http://127.0.0.1:1/"));
});

test("whoever is no administrator signs in first, and is told when that is not right", async () => {
  let administrator: string | null = null;
  serveSetup(() => administrator);
  const rest = fetch;
  vi.stubGlobal("fetch", async (input: string, init: RequestInit = {}) => {
    if (!input.endsWith("/setup/sign-in")) return rest(input, init);
    const { password } = JSON.parse(init.body as string) as { password: string };
    if (password !== "lovelace") {
      const json = failure("denied", "The name or the password is wrong.");
      return new Response(JSON.stringify(json), { status: 403 });
    }
    administrator = "ada";
    return new Response(null, { status: 204 });
  });
  await userEvent.type(await screen.findByLabelText("Name"), "ada");
  await userEvent.type(screen.getByLabelText("Password"), "guess");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  await screen.findByText("The name or the password is wrong.");
  expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe("");
  await userEvent.type(screen.getByLabelText("Password"), "lovelace");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect(await screen.findByLabelText("External id")).toBeTruthy();
});
