import { describe, expect, test } from "vitest";
import { parseCredentials, problemsOf } from "./credentials";

const id = "ASIAIOSFODNN7EXAMPLE";
const secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLE=";
const token = "IQoJb3JpZ2luX2VjE==/+abc";
const three = { access_key_id: id, secret_access_key: secret, session_token: token };

describe("pasted text", () => {
  test("lines of a shell", () => {
    const text = `export AWS_ACCESS_KEY_ID="${id}"\nexport AWS_SECRET_ACCESS_KEY='${secret}'\r\nexport AWS_SESSION_TOKEN=${token}\nexport AWS_CREDENTIAL_EXPIRATION=2026-11-24T15:00:00Z\n`;
    expect(parseCredentials(text)).toEqual({ ...three, expiration: "2026-11-24T15:00:00.000Z" });
  });

  test("all on one line", () => {
    const text = `export AWS_ACCESS_KEY_ID=${id}; export AWS_SECRET_ACCESS_KEY=${secret}; export AWS_SESSION_TOKEN=${token};`;
    expect(parseCredentials(text)).toEqual(three);
    expect(parseCredentials(text.replaceAll("; ", " && "))).toEqual(three);
  });

  test("lines of Windows", () => {
    const cmd = `SET AWS_ACCESS_KEY_ID=${id}\nset "AWS_SECRET_ACCESS_KEY=${secret}"\nSET AWS_SESSION_TOKEN=${token}`;
    const power = `$Env:AWS_ACCESS_KEY_ID="${id}"\n$Env:AWS_SECRET_ACCESS_KEY="${secret}"\n$Env:AWS_SESSION_TOKEN="${token}"`;
    expect(parseCredentials(cmd)).toEqual(three);
    expect(parseCredentials(power)).toEqual(three);
  });

  test("bare lines of an .env file", () => {
    expect(
      parseCredentials(
        `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\nAWS_SESSION_TOKEN=${token}`,
      ),
    ).toEqual(three);
  });

  test("a credentials file, of which the first section counts", () => {
    const text = `# mine\n[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\naws_session_token = ${token}\nregion = eu-west-1\n\n[other]\naws_access_key_id = ASIAOTHER\n`;
    expect(parseCredentials(text)).toEqual(three);
  });

  test("JSON of assume-role, of export-credentials, of a metadata endpoint", () => {
    const keys = { AccessKeyId: id, SecretAccessKey: secret, SessionToken: token };
    const end = { Expiration: "2026-11-24T16:00:00+01:00" };
    const expiration = "2026-11-24T15:00:00.000Z";
    expect(
      parseCredentials(JSON.stringify({ Credentials: { ...keys, ...end }, AssumedRoleUser: {} })),
    ).toEqual({
      ...three,
      expiration,
    });
    expect(parseCredentials(`$ aws …\n${JSON.stringify({ Version: 1, ...keys }, null, 2)}\n$`)).toEqual(
      three,
    );
    expect(
      parseCredentials(JSON.stringify({ AccessKeyId: id, SecretAccessKey: secret, Token: token })),
    ).toEqual(three);
  });

  test.each([
    "",
    "hello there",
    "{",
    "null",
    "[]",
    '{"Credentials":5}',
    "constructor=1",
    "AWS_REGION=eu-west-1",
  ])("nothing in %j", (text) => expect(parseCredentials(text)).toEqual({}));

  test("an expiry that is no time is left out", () => {
    expect(parseCredentials(`AWS_ACCESS_KEY_ID=${id}\nexpiration=soon`)).toEqual({ access_key_id: id });
  });
});

describe("what is wrong", () => {
  test("nothing with all three", () => expect(problemsOf(three)).toEqual({}));
  test("a long-lived key is named as such", () => {
    expect(problemsOf({ ...three, access_key_id: "AKIAIOSFODNN7EXAMPLE" }).access_key_id).toContain(
      "long-lived",
    );
  });
  test("each missing field is named", () => {
    expect(Object.keys(problemsOf({ access_key_id: " " }))).toEqual([
      "access_key_id",
      "secret_access_key",
      "session_token",
    ]);
  });
});
