// What is typed on the page, and the draft that it makes.
import type { Draft } from "../../api/types";

/** The kinds of roles. */
export type Kind = "service" | "account" | "identity-provider" | "saml" | "temporary";

/** Whatever is typed or chosen, by the names of the settings, such as `role.arn`, and of the page's own
 * choices, such as `people`. Of a list, one on each line. */
export interface Form {
  kind: Kind;
  values: Record<string, string>;
}

/** The provider that is described here rather than one that is known. */
export const NEW = "+";

const lists = [
  "connection.locations",
  "role.sources",
  "role.through",
  "role.arns",
  "people.users",
  "people.groups",
];

/** Nothing typed yet. */
export function empty(): Form {
  return { kind: "account", values: { "role.base": "service", people: "users" } };
}

/** Whether the role is the server's own to take on, so that somebody has to say who may use it. */
export function isOwn({ kind, values }: Form): boolean {
  return kind === "service" || (kind === "account" && values["role.base"] === "service");
}

/** Where people sign in: for the role itself, or to be let in. */
export function providerKind(form: Form): "oidc" | "saml" | null {
  if (form.kind === "saml") return "saml";
  if (form.kind === "identity-provider") return "oidc";
  return isOwn(form) && form.values.people === "provider" ? "oidc" : null;
}

/** The settings that are asked for. What was typed for others stays, and is not sent. */
function asked(form: Form): string[] {
  const { kind, values } = form;
  const places = ["name", "label", "locations", "region", "endpoint", "sts_endpoint"];
  const provider = providerKind(form);
  return [
    ...places.map((name) => `connection.${name}`),
    ...(isOwn(form) ? ["role.sources", "role.instance_endpoint"] : []),
    ...(kind === "account" ? ["role.base", "role.arn", "role.through", "role.external_id"] : []),
    ...(kind === "account" && !isOwn(form) ? ["role.mfa_serial"] : []),
    ...(kind === "identity-provider" ? ["role.arns", "role.roles_claim"] : []),
    ...(kind === "saml" ? ["role.arns"] : []),
    ...(isOwn(form) && values.people === "users" ? ["people.users"] : []),
    ...(isOwn(form) && values.people === "provider" ? ["people.groups"] : []),
    ...(provider && values.provider === NEW ? described(provider) : []),
  ];
}

function described(kind: "oidc" | "saml"): string[] {
  const own = kind === "oidc" ? ["issuer", "client_id", "client_secret_file"] : ["metadata_url"];
  return ["name", "label", ...own].map((name) => `identity_provider.${name}`);
}

/** What the server reads. */
export function draftOf(form: Form): Draft {
  const { kind, values } = form;
  const settings: Draft["settings"] = { "role.kind": kind };
  for (const name of asked(form)) {
    const value = values[name] ?? "";
    settings[name] = lists.includes(name) ? value.split("\n") : value;
  }
  const provider = providerKind(form);
  if (provider) {
    const name = values.provider === NEW ? values["identity_provider.name"] : values.provider;
    settings[
      kind === "identity-provider" || kind === "saml" ? "role.identity_provider" : "people.identity_provider"
    ] = name ?? "";
    if (values.provider === NEW) settings["identity_provider.kind"] = provider;
  }
  if (kind === "account") {
    settings["role.source_identity"] = values.tell ? "{person}" : "";
    settings["role.tags"] = pairs(values["role.tags"] ?? "");
  }
  if (isOwn(form) && values.people === "anyone") settings["people.anyone"] = true;
  return {
    settings,
    read_only: values.rights === "read",
    principal: values.principal?.trim(),
    bucket_account: values.bucket_account?.trim(),
    key: values.key?.trim(),
  };
}

/** `Team = red` on each line. */
function pairs(text: string): Record<string, string> {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return Object.fromEntries(
    lines.map((line) => {
      const [name = "", ...value] = line.split("=");
      return [name.trim(), value.join("=").trim()];
    }),
  );
}
