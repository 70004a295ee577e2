import { expect, test } from "vitest";
import { draftOf, empty, type Form, isOwn, NEW } from "./form";

function form(kind: Form["kind"], values: Form["values"]): Form {
  return { kind, values: { ...empty().values, ...values } };
}

test("a role of another account says all that was typed for it, and nothing of another kind", () => {
  const draft = draftOf(
    form("account", {
      "connection.name": "partner",
      "connection.locations": "s3://drop/in/\ns3://box/",
      "role.arn": "arn:aws:iam::222222222222:role/files",
      "role.tags": "Team = red\n\nQuery=a=b",
      "role.roles_claim": "roles",
      tell: "yes",
      rights: "read",
      principal: " arn:aws:iam::111111111111:role/wardrobe ",
    }),
  );
  expect(draft.settings).toMatchObject({
    "role.kind": "account",
    "connection.locations": ["s3://drop/in/", "s3://box/"],
    "role.tags": { Team: "red", Query: "a=b" },
    "role.source_identity": "{person}",
  });
  expect(draft.settings["role.roles_claim"]).toBeUndefined();
  expect(draft.principal).toBe("arn:aws:iam::111111111111:role/wardrobe");
  expect(draft.read_only).toBe(true);
});

test("a new provider is described and named by whatever asks for it", () => {
  const typed = {
    provider: NEW,
    "identity_provider.name": "corp",
    "identity_provider.issuer": "https://idp",
  };
  expect(draftOf(form("identity-provider", typed)).settings).toMatchObject({
    "role.identity_provider": "corp",
    "identity_provider.kind": "oidc",
    "identity_provider.issuer": "https://idp",
  });
  const people = draftOf(form("service", { ...typed, people: "provider" })).settings;
  expect(people["people.identity_provider"]).toBe("corp");
  expect(people["role.identity_provider"]).toBeUndefined();
  const known = draftOf(form("saml", { ...typed, provider: "known" })).settings;
  expect(known["role.identity_provider"]).toBe("known");
  expect(known["identity_provider.name"]).toBeUndefined();
});

test("who may use a role is asked only where the server takes it on by itself", () => {
  expect(isOwn(form("account", {}))).toBe(true);
  const visitor = form("account", { "role.base": "visitor", people: "anyone" });
  expect(isOwn(visitor)).toBe(false);
  expect(draftOf(visitor).settings["people.anyone"]).toBeUndefined();
  expect(draftOf(form("service", { people: "anyone" })).settings["people.anyone"]).toBe(true);
});
