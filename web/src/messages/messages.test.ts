import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as german from "./de";

const english = Object.assign(
  {},
  ...Object.values(import.meta.glob(["./en/*.ts", "./en/*.tsx"], { eager: true })),
);

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

/** The page of somebody whose browser prefers these languages. */
async function pageOf(...languages: string[]) {
  vi.stubGlobal("navigator", { languages });
  const { speak } = await import(".");
  await speak();
  const [messages, format, left, count] = await Promise.all([
    import("."),
    import("../util/format"),
    import("../util/time-left"),
    import("./count"),
  ]);
  return { ...messages, ...format, ...left, ...count };
}

test("a German browser gets a German page", async () => {
  const { m, formatSize, formatDay, timeLeft, number } = await pageOf("de-DE", "en");
  expect(document.documentElement.lang).toBe("de");
  expect(m.ui.close).toBe("Schließen");
  expect(formatSize(1)).toBe("1 Byte");
  expect(formatSize(1536)).toBe("1,5\u00a0KB");
  expect(number(12345)).toBe("12.345");
  expect(formatDay("2026-03-04T12:00:00Z")).toBe("04.03.2026");
  expect(timeLeft(65 * 60_000)).toBe("1\u00a0Std. 5\u00a0Min.");
});

test("a browser of a language that the page does not speak gets the next, or English", async () => {
  expect((await pageOf("fr", "de-AT")).m.ui.close).toBe("Schließen");
  vi.resetModules();
  const { m, formatDay } = await pageOf("fr");
  expect(m.ui.close).toBe("Close");
  expect(document.documentElement.lang).toBe("en");
  expect(formatDay("2026-03-04T12:00:00Z")).toBe("Mar 4, 2026");
});

test("what was chosen counts more than the browser", async () => {
  localStorage.setItem("wardrobe-language", "de");
  expect((await pageOf("en-GB")).m.ui.close).toBe("Schließen");
  vi.resetModules();
  localStorage.setItem("wardrobe-language", "constructor");
  expect((await pageOf("en-GB")).m.ui.close).toBe("Close");
});

test("what AWS refuses is said in German, with the names that AWS has for it", async () => {
  await pageOf("de");
  const { ApiError } = await import("../api/error");
  const denial = {
    action: "s3:ListBucket",
    resource: "arn:aws:s3:::books",
    caller: "arn:aws:sts::111111111111:assumed-role/files/ada",
    aws_code: "AccessDenied",
    aws_message: "no",
    meaning: "denied",
    says: [],
  };
  const said = (more: object) =>
    ApiError.of({ code: "denied", message: "In English.", denial: { ...denial, ...more }, request_id: "W-1" })
      .message;
  expect(said({ policy_type: "identity-based" })).toBe(
    "Nicht erlaubt: s3:ListBucket auf arn:aws:s3:::books. Keine Richtlinie von files erlaubt es.",
  );
  expect(said({ policy_type: "resource-based", explicit: true })).toMatch(
    /Die Richtlinie des Buckets verbietet es\.$/,
  );
  expect(said({})).toBe("Nicht erlaubt: s3:ListBucket auf arn:aws:s3:::books.");
  expect(said({ meaning: "missing", aws_code: "NoSuchBucket" })).toBe("Diesen Bucket gibt es nicht.");
  // What only the server can say stays as the server says it.
  expect(said({ meaning: "failed" })).toBe("In English.");
});

test("what would lift a refusal is said in German, too", async () => {
  await pageOf("de");
  const { ApiError } = await import("../api/error");
  const { m } = await import(".");
  await m.api.ready();
  const denial = {
    action: "s3:GetObject",
    resource: "arn:aws:s3:::books/2026/it's.csv",
    caller: "arn:aws:sts::111111111111:assumed-role/files/ada",
    aws_code: "AccessDenied",
    aws_message: "no",
    meaning: "denied",
    says: [],
  };
  const policy = { place: "the bucket policy of books", document: "{}" };
  const helps = (more: object, statements = 1) =>
    ApiError.of({
      code: "denied",
      message: "In English.",
      denial: { ...denial, ...more },
      remedy: {
        words: "In English.",
        message: "",
        policies: Array.from({ length: statements }, () => policy),
      },
      request_id: "W-1",
    }).remedy?.words;
  expect(helps({ policy_type: "identity-based" })).toBe(
    "Ein Administrator des Kontos 111111111111 muss diese Anweisung zu dem hinzufügen, was files darf.",
  );
  expect(helps({ policy_type: "identity-based", meaning: "hidden", action: "s3:ListBucket" })).toMatch(
    /^Fragen Sie nach, ob es existiert\..* Ein Administrator des Kontos 111111111111 muss/,
  );
  const sso = "arn:aws:sts::111111111111:assumed-role/AWSReservedSSO_ReadOnly_0123456789abcdef/ada";
  expect(helps({ policy_type: "identity-based", caller: sso })).toMatch(
    /zum Berechtigungssatz ReadOnly hinzu/,
  );
  expect(helps({ policy_type: "resource-based" })).toMatch(
    /^Wer sich um den Bucket books kümmert, muss dessen/,
  );
  expect(helps({}, 2)).toMatch(/wo der Bucket books einem anderen Konto gehört/);
  // What is to be changed, and not added to.
  const control = { policy_type: "service control", policy_arn: "arn:aws:organizations::9:policy/o/p-1" };
  expect(helps({ ...control, explicit: true }, 0)).toBe(
    "Ein Administrator der AWS-Organisation (Konto 9) muss die Service-Control-Richtlinie (arn:aws:organizations::9:policy/o/p-1) ändern, die es verbietet: Was immer es sonst erlaubt, ein Verbot geht vor.",
  );
  expect(helps({ ...control, policy_type: "permissions boundary" }, 0)).toMatch(
    /muss die Berechtigungsgrenze von files .* so ändern, dass sie s3:GetObject auf .* erlaubt/,
  );
  expect(helps({ meaning: "archived" }, 0)).toContain(`--key '2026/it'\\''s.csv' --restore-request Days=7`);
  expect(helps({ meaning: "wrong-clock" }, 0)).toMatch(/Uhr/);
  // What only the server can say stays as the server says it.
  for (const more of [
    { meaning: "not-trusted", action: "sts:AssumeRole" },
    { aws_code: "KMS.DisabledException" },
  ])
    expect(helps(more)).toBe("In English.");
  expect(helps({}, 0)).toBe("In English.");
  expect(m.ui.addTo(policy.place)).toBe("Hinzufügen zur Bucket-Richtlinie von books");
});

test("German says everything that English says, and not in English", () => {
  /** The same in both: names, and words of both languages. */
  const same = [
    "Name",
    "Tags",
    "Region",
    "In AWS",
    "In IAM",
    "Uploads",
    "Buckets",
    "Header",
    "Standard",
    "Expedited",
    "Filter",
    "Text",
    "Version",
    "Disposition",
    "Notebook",
  ];
  const compare = (path: string, one: unknown, other: unknown): string[] => {
    if (typeof one === "string") return one === other && !same.includes(one) ? [`${path} = ${one}`] : [];
    if (typeof one !== "object" || one === null) return [];
    return Object.entries(one).flatMap(([key, value]) =>
      compare(`${path}.${key}`, value, (other as Record<string, unknown>)[key]),
    );
  };
  expect(compare("", english, german)).toEqual([]);
});
