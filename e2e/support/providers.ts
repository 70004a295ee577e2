/** Identity providers that others wrote. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { Program, freePort, root } from "./program.ts";

/** Whose role it is that trusts a provider. */
export const account = "111111111111";

/** panva's oidc-provider: everybody may sign in as ada or bob. Gives its issuer. */
export async function oidcProvider(home: string) {
  const port = String(await freePort());
  const program = new Program("node", [`${root}peers/openid/provider.mjs`, port, "300"], home);
  return { it: await program.printed(/listening on (http:\S+)/), stop: () => program.stop() };
}

/** nanoidp as a SAML identity provider that gives ada these roles. Gives its metadata's address. */
export async function nanoidp(home: string, roles: { role: string; provider: string }[]) {
  const port = String(await freePort());
  const at = `http://127.0.0.1:${port}`;
  const attribute = "https://aws.amazon.com/SAML/Attributes";
  const attributes = {
    [`${attribute}/Role`]: roles.map(({ role, provider }) => `${role},${provider}`),
    [`${attribute}/RoleSessionName`]: "ada@example.com",
  };
  const ada = { password: "wonderful", email: "ada@example.com", attributes };
  // JSON is YAML too.
  const write = (name: string, settings: object) =>
    writeFileSync(join(home, name), JSON.stringify({ config_version: 1, ...settings }));
  write("settings.yaml", { saml: { entity_id: `${at}/saml`, sso_url: `${at}/saml/sso` } });
  write("users.yaml", { users: { ada } });
  const words = ["--config", home, "--host", "127.0.0.1", "--port", port];
  const program = new Program(`${root}.tools/venv/bin/nanoidp`, words, home);
  await program.printed(/Running on http/);
  return { it: `${at}/saml/metadata`, stop: () => program.stop() };
}

/** A policy with one statement. */
export function policy(statement: object) {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] };
}

/** Reading all buckets, and finding them. */
export const reading = policy({
  Action: ["s3:ListAllMyBuckets", "s3:ListBucket", "s3:GetObject"],
  Resource: "*",
});
