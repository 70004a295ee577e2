// Temporary credentials out of what people have in their clipboard: shell lines, PowerShell lines,
// the JSON of the AWS CLI, and the sections of a credentials file. Nothing leaves this page.

import { m } from "../messages";

export interface Credentials {
  access_key_id?: string;
  secret_access_key?: string;
  session_token?: string;
  /** RFC 3339. AWS does not tell it later, so it is taken along. */
  expiration?: string;
}

const names = new Map<string, keyof Credentials>(
  Object.entries({
    accesskeyid: "access_key_id",
    secretaccesskey: "secret_access_key",
    sessiontoken: "session_token",
    securitytoken: "session_token",
    token: "session_token",
    expiration: "expiration",
    credentialexpiration: "expiration",
    sessionexpiration: "expiration",
    expires: "expiration",
    xsecuritytokenexpires: "expiration",
  } as const),
);

/** Reads pasted text. Gives what it found, which may be nothing. */
export function parseCredentials(text: string): Credentials {
  const found = fromJson(text) ?? fromLines(text);
  if (found.expiration !== undefined) {
    const moment = new Date(found.expiration);
    if (Number.isNaN(moment.getTime())) delete found.expiration;
    else found.expiration = moment.toISOString();
  }
  return found;
}

function fieldOf(name: string): keyof Credentials | undefined {
  const plain = name.toLowerCase().replaceAll(/[^a-z]/g, "");
  return names.get(plain) ?? names.get(plain.replace(/^aws/, ""));
}

/** `aws sts assume-role` puts them under Credentials; `aws configure export-credentials` does not. */
function fromJson(text: string): Credentials | null {
  const begin = text.indexOf("{");
  if (begin < 0) return null;
  let value: unknown;
  try {
    value = JSON.parse(text.slice(begin, text.lastIndexOf("}") + 1));
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const inner = (value as Record<string, unknown>).Credentials ?? value;
  const found: Credentials = {};
  for (const [name, part] of Object.entries(inner as object)) {
    const field = fieldOf(name);
    if (field !== undefined && typeof part === "string") found[field] = part.trim();
  }
  return found;
}

// export NAME=value · set NAME=value · SET "NAME=value" · $env:NAME="value" · setenv NAME value · name = value
const line =
  /^\s*(?:export\s+|set\s+"?|setenv\s+|\$env:)?([A-Za-z][A-Za-z0-9_]*)\s*(?:=|\s)\s*(.+?)\s*;?\s*$/i;

function fromLines(text: string): Credentials {
  const found: Credentials = {};
  // Some tools print all exports on one line.
  const all = text.split(/[\r\n]+|;\s*(?=export\s|\$env:)|&&/);
  for (const part of all) {
    // A second section of a credentials file holds other credentials.
    if (/^\s*\[.+\]\s*$/.test(part) && found.access_key_id !== undefined) break;
    const [, name, value] = line.exec(part) ?? [];
    const field = name === undefined ? undefined : fieldOf(name);
    if (field === undefined || value === undefined) continue;
    const bare = value.replace(/^(["'])(.*)\1$/, "$2").replace(/"$/, "");
    found[field] ??= bare.trim();
  }
  return found;
}

/** What is wrong with typed credentials, field by field; nothing when they may be sent. */
export function problemsOf(typed: Credentials): Partial<Record<keyof Credentials, string>> {
  const problems: Partial<Record<keyof Credentials, string>> = {};
  const id = typed.access_key_id?.trim() ?? "";
  if (id === "") problems.access_key_id = m.util.idMissing;
  else if (id.startsWith("AKIA")) {
    problems.access_key_id = m.util.longLived;
  }
  if (!typed.secret_access_key?.trim()) problems.secret_access_key = m.util.secretMissing;
  if (!typed.session_token?.trim()) {
    problems.session_token = m.util.tokenMissing;
  }
  return problems;
}
