import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { ApiError } from "../api/error";
import type { Connection, Failure } from "../api/types";
import {
  corp,
  failure,
  finance,
  identityOf,
  research,
  roleOf,
  serve,
  show,
  studio,
  visitor,
} from "../test-server";
import { StartPage } from "./sign-in";
import { Tile } from "./sign-in-tile";

afterEach(() => vi.unstubAllGlobals());

const saml: Connection = { ...research, name: "lab", label: "Lab", kind: "saml" };

function start(connections: Connection[], answers: Parameters<typeof serve>[0] = {}) {
  const gone: string[] = [];
  vi.stubGlobal("location", { pathname: "/", search: "", assign: (to: string) => gone.push(to) });
  const fetch = serve({
    "GET /api/session": () => ({ json: { person: null, open: [] } }),
    "GET /api/connections": () => ({ json: { connections } }),
    ...answers,
  });
  return { ...show(<StartPage />), user: userEvent.setup(), fetch, gone };
}

const tile = async (name: string) => within(await screen.findByRole("article", { name }));
const names = () => screen.getAllByRole("article").map((one) => one.querySelector("h2")?.textContent);

test("a sign-in at a provider is a link that leaves the page, without a field for keys", async () => {
  start([studio, research, saml]);
  const view = await tile("Research");
  const link = view.getByRole("link", { name: "Sign in with CorpIdP" });
  expect(link.getAttribute("href")).toBe("/sign-in/research");
  expect(view.getByText(/OpenID Connect/)).toBeTruthy();
  expect((await tile("Lab")).getByText(/^SAML;/)).toBeTruthy();
});

test("a provider that is down says so on its own tiles, and the others work", async () => {
  const provider = { ...corp, state: "down" as const, reason: "It does not answer: connection refused." };
  start([studio, { ...research, provider }]);
  const view = await tile("Research");
  expect(view.getByText("CorpIdP cannot be reached")).toBeTruthy();
  expect(view.getByText(/connection refused/)).toBeTruthy();
  expect((await tile("Studio files")).queryByText(/cannot be reached/)).toBeNull();
});

test("who has signed in there already goes on to the roles, or opens at once", async () => {
  const team: Connection = { ...studio, name: "team", label: "Team", people: "sign-in", provider: corp };
  const opened = vi.fn(() => ({ json: identityOf(team) }));
  const { user } = start(
    [
      { ...research, signed_in: "Ada" },
      { ...team, signed_in: "Ada" },
    ],
    {
      "POST /api/connections/team/open": opened,
    },
  );
  const roles = (await tile("Research")).getByRole("link", { name: "Choose a role" });
  expect(roles.getAttribute("href")).toBe("/c/research");
  const other = (await tile("Research")).getByRole("link", { name: "Sign in as somebody else" });
  expect(other.getAttribute("href")).toBe("/sign-in/research?prompt=login");
  await user.click((await tile("Team")).getByRole("button", { name: "Open as Ada" }));
  await waitFor(() => expect(opened).toHaveBeenCalled());
});

test("a refusal stands where the last one stood once it is tried again", async () => {
  const team: Connection = { ...studio, name: "team", label: "Team", people: "sign-in", provider: corp };
  serve({
    "POST /api/connections/team/open": () => ({ status: 403, json: failure("denied", "Refused again.") }),
  });
  const before = ApiError.of(failure("denied", "Refused at first.").error as Failure);
  show(<Tile connection={{ ...team, signed_in: "Ada" }} error={before} />);
  expect(screen.getByText("Refused at first.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText("Refused again.");
  expect(screen.queryByText("Refused at first.")).toBeNull();
});

test("the connection that was used last is the first", async () => {
  localStorage.setItem("wardrobe-last-used", "lab finance");
  start([studio, finance, saml]);
  await tile("Lab");
  expect(names()).toEqual(["Lab", "Finance", "Studio files"]);
});

test("an ID token can be pasted, folded away, and leads to what was opened", async () => {
  const sent: unknown[] = [];
  const { user, history } = start([studio, research], {
    "POST /api/connections/research/sign-in": ({ body }) => {
      sent.push(body);
      return { json: { person: "Ada", open: [roleOf("4", "read")] } };
    },
  });
  const view = await tile("Research");
  await user.click(view.getByText("Paste an ID token instead"));
  await user.click(view.getByLabelText("ID token"));
  await user.paste(" aaa.bbb\n.ccc ");
  await user.click(view.getByRole("button", { name: "Use this token" }));
  await waitFor(() => expect(history.at(-1)).toBe("/c/research"));
  expect(sent).toEqual([{ web_identity_token: "aaa.bbb.ccc" }]);
  expect(sessionStorage.getItem("wardrobe-role research")).toContain("4 arn");
});

test("a SAML response that AWS refuses is told in its words, and forgotten", async () => {
  const { user } = start([studio, saml], {
    "POST /api/connections/lab/sign-in": ({ body }) => {
      // Every space of the XML is signed.
      expect(body).toEqual({ saml_response: "<samlp:Response  ID='a'/>" });
      return {
        status: 403,
        json: failure("denied", "AWS refuses sts:AssumeRoleWithSAML.", {
          action: "sts:AssumeRoleWithSAML",
          resource: "arn:aws:iam::111111111111:role/x",
          aws_message: "Response signature invalid",
        }),
      };
    },
  });
  const view = await tile("Lab");
  await user.click(view.getByText("Paste a SAML response instead"));
  await user.click(view.getByLabelText("SAML response"));
  await user.paste(" <samlp:Response  ID='a'/>\n");
  await user.click(view.getByRole("button", { name: "Use this response" }));
  expect((await view.findByRole("alert")).textContent).toContain("Response signature invalid");
  expect(view.getByLabelText<HTMLTextAreaElement>("SAML response").value).toBe("");
});

test("a role behind an MFA device asks for its six digits", async () => {
  const sent: unknown[] = [];
  const account: Connection = { ...studio, name: "vault", label: "Vault", kind: "account", mfa: true };
  const { user, history } = start([studio, account], {
    "POST /api/connections/vault/open": ({ body }) => {
      sent.push(body);
      return { json: identityOf(account) };
    },
  });
  const view = await tile("Vault");
  await user.click(view.getByRole("button", { name: "Open Vault" }));
  const field = view.getByLabelText<HTMLInputElement>("Code of your MFA device");
  expect(field.autocomplete).toBe("one-time-code");
  await user.type(field, "123{Enter}");
  expect(view.getByText("The code has six digits.")).toBeTruthy();
  await user.type(field, " 456{Enter}");
  await waitFor(() => expect(history.at(-1)).toBe("/c/vault"));
  expect(sent).toEqual([{ mfa_code: "123456" }]);
});

test("credentials of one's own go with the code where both are asked for", async () => {
  const sent: unknown[] = [];
  const account: Connection = { ...visitor, kind: "account", mfa: true };
  const { user } = start([studio, account], {
    "POST /api/connections/visitor/open": ({ body }) => {
      sent.push(body);
      return { json: identityOf(account) };
    },
  });
  const view = await tile("Your own role");
  await user.click(view.getByRole("button", { name: "Open Your own role" }));
  await user.click(view.getByLabelText("Paste them all at once"));
  await user.paste('{"AccessKeyId":"ASIAX","SecretAccessKey":"s","SessionToken":"t"}');
  await user.type(view.getByLabelText("Code of your MFA device"), "123456{Enter}");
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ access_key_id: "ASIAX", mfa_code: "123456" });
});

test("with one connection there is nothing to choose: straight on, but once", async () => {
  const { gone } = start([research]);
  await waitFor(() => expect(gone).toEqual(["/sign-in/research"]));
  show(<StartPage />);
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(2));
  expect(gone).toHaveLength(1);
});

test("after a sign-out, and where something went wrong, nobody is sent on", async () => {
  sessionStorage.setItem("wardrobe-stay", "1");
  const { gone } = start([research]);
  await tile("Research");
  expect(gone).toEqual([]);
});

test("one connection with something to type is not opened by itself", async () => {
  const { fetch, gone } = start([finance]);
  expect(await screen.findByLabelText("Password")).toBeTruthy();
  expect(gone).toEqual([]);
  expect(fetch.mock.calls.filter(([path]) => path.endsWith("/open"))).toEqual([]);
});
