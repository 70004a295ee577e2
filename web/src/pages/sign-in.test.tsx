import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Identity } from "../api/types";
import { failure, finance, identityOf, serve, show, studio, visitor } from "../test-server";
import { StartPage } from "./sign-in";

afterEach(() => vi.unstubAllGlobals());

const pasted = `export AWS_ACCESS_KEY_ID=ASIAX
export AWS_SECRET_ACCESS_KEY=se/cret
export AWS_SESSION_TOKEN=tok+en==
export AWS_CREDENTIAL_EXPIRATION=2126-01-01T00:00:00Z`;

function start(answers: Parameters<typeof serve>[0] = {}) {
  const open: Identity[] = [];
  const sent: unknown[] = [];
  const opening =
    (identity: Identity) =>
    ({ body, headers }: { body: unknown; headers: Headers }) => {
      sent.push(body);
      expect(headers.get("X-Wardrobe")).toBe("1");
      open.push(identity);
      return { json: identity };
    };
  const fetch = serve({
    "GET /api/session": () => ({ json: { person: null, open } }),
    "GET /api/connections": () => ({ json: { connections: [studio, finance, visitor] } }),
    "POST /api/connections/studio/open": opening(identityOf(studio)),
    "POST /api/connections/finance/open": opening(identityOf(finance)),
    "POST /api/connections/visitor/open": opening(identityOf(visitor)),
    ...answers,
  });
  return { ...show(<StartPage />), user: userEvent.setup(), sent, fetch };
}

const tile = async (name: string) => within(await screen.findByRole("article", { name }));

test("nobody is asked for keys before choosing to bring some", async () => {
  start();
  await tile("Studio files");
  expect(screen.getAllByRole("article")).toHaveLength(3);
  expect(screen.queryAllByRole("textbox")).toHaveLength(0);
  expect(screen.getByText("Every change is recorded.")).toBeTruthy();
});

test("a connection for anyone opens by one press", async () => {
  const { user, history, sent } = start();
  await user.click((await tile("Studio files")).getByRole("button", { name: "Open Studio files" }));
  await waitFor(() => expect(history.at(-1)).toBe("/c/studio"));
  expect(sent).toEqual([{}]);
});

test("a name and a password are sent, and a wrong one is said and emptied", async () => {
  let tries = 0;
  const { user, history } = start({
    "POST /api/connections/finance/open": ({ body }) => {
      expect(body).toEqual({ username: "ada", password: tries === 0 ? "wrong" : "lovelace" });
      tries += 1;
      return tries === 1
        ? { status: 403, json: failure("denied", "The name or the password is wrong.") }
        : { json: identityOf(finance) };
    },
  });
  const view = await tile("Finance");
  await user.click(view.getByRole("button", { name: "Open Finance" }));
  await user.type(view.getByLabelText("Name"), "ada");
  await user.type(view.getByLabelText("Password"), "wrong{Enter}");
  const alert = await view.findByRole("alert");
  expect(alert.textContent).toContain("The name or the password is wrong.");
  expect(alert.textContent).not.toContain("AWS");
  expect(view.getByLabelText<HTMLInputElement>("Password").value).toBe("");
  await user.type(view.getByLabelText("Password"), "lovelace{Enter}");
  await waitFor(() => expect(history.at(-1)).toBe("/c/finance"));
});

test("pasted credentials fill the fields, hidden from view, and are sent whole", async () => {
  const { user, history, sent } = start();
  const view = await tile("Your own role");
  await user.click(view.getByRole("button", { name: "Open Your own role" }));
  const box = view.getByLabelText<HTMLTextAreaElement>("Paste them all at once");
  await user.click(box);
  await user.paste(pasted);
  expect(view.getByText("All three found.")).toBeTruthy();
  expect(box.value).toBe("");
  for (const name of ["Secret access key", "Session token"]) {
    const field = view.getByLabelText<HTMLInputElement>(name);
    expect([field.type, field.autocomplete]).toEqual(["password", "off"]);
  }
  await user.click(view.getByRole("button", { name: "Open" }));
  await waitFor(() => expect(history.at(-1)).toBe("/c/visitor"));
  expect(sent).toEqual([
    {
      access_key_id: "ASIAX",
      secret_access_key: "se/cret",
      session_token: "tok+en==",
      expiration: "2126-01-01T00:00:00.000Z",
    },
  ]);
});

test("a long-lived key is not even sent", async () => {
  const { user, fetch } = start();
  const view = await tile("Your own role");
  await user.click(view.getByRole("button", { name: "Open Your own role" }));
  await user.type(view.getByLabelText("Access key id"), "AKIAX");
  await user.click(view.getByRole("button", { name: "Open" }));
  expect(view.getByText(/long-lived key/)).toBeTruthy();
  expect(view.getByText(/The session token is missing/)).toBeTruthy();
  expect(fetch.mock.calls.filter(([path]) => path.endsWith("/open"))).toEqual([]);
});

test("AWS's refusal is shown in its words; expired is called expired", async () => {
  const aws = {
    action: "sts:GetCallerIdentity",
    resource: "*",
    aws_message: "The security token included in the request is expired",
  };
  const { user } = start({
    "POST /api/connections/visitor/open": () => ({
      status: 401,
      json: failure("expired", "These temporary credentials have expired.", aws),
    }),
  });
  const view = await tile("Your own role");
  await user.click(view.getByRole("button", { name: "Open Your own role" }));
  await user.click(view.getByLabelText("Paste them all at once"));
  await user.paste(pasted);
  await user.click(view.getByRole("button", { name: "Open" }));
  const alert = await view.findByRole("alert");
  expect(alert.textContent).toContain("These credentials have expired");
  expect(alert.textContent).toContain(aws.aws_message);
  expect(alert.textContent).not.toMatch(/denied|refuses/i);
});
