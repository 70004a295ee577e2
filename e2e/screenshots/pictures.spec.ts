/** The pictures of the documentation: every screen, light, dark and on a phone. */

import { writeFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { MIB } from "../support/film.ts";
import { docx } from "../support/office.ts";
import { forAnyone, serve } from "../support/server.ts";
import { install, share } from "../support/share.ts";
import { begin } from "../support/sign-in.ts";
import { expect, type Folder, test } from "../support/test.ts";

const FOLDER = "../docs/screenshots";
const photos = { bucket: "studio-assets", prefix: "photos/2026/" };
const notes = { bucket: "studio-assets", prefix: "notes/" };

/** How they are called behind the name of the screen, and what they are taken with. */
const views = {
  "": { words: "light", colorScheme: "light", viewport: { width: 1200, height: 780 } },
  "-dark": { words: "dark", colorScheme: "dark", viewport: { width: 1200, height: 780 } },
  "-360": { words: "360 pixels wide", colorScheme: "light", viewport: { width: 360, height: 720 } },
} as const;

const screens: Record<string, string> = {
  "sign-in": "Signing in",
  credentials: "Temporary credentials, typed or pasted",
  roles: "A sign-in by SAML, and the roles that it offers",
  home: "Where to begin",
  identity: "Who one is, and for how long",
  files: "A folder, with two files chosen",
  gallery: "The same as a gallery",
  empty: "A folder without anything in it",
  picture: "A picture",
  text: "A text",
  document: "A document of Word",
  parquet: "A Parquet file, of which only the rows shown are read",
  editor: "A text is edited",
  conflict: "Somebody else has changed it meanwhile",
  properties: "What S3 knows of a file",
  delete: "Before something is deleted",
  trash: "The same, where what is deleted goes to the trash",
  move: "Two files whose names are taken in the other folder",
  versions: "The versions of a file",
  past: "A folder as it was at a moment",
  uploads: "Uploads",
  jobs: "What the server copies by itself",
  search: "A search in all folders below",
  keys: "All keys",
  commands: "All commands",
  check: "What works here",
  setup: "Where an administrator sets a connection up",
  you: "One's sign-ins",
  share: "What another app of a phone has shared",
  denied: "What AWS refused, and why",
  expired: "Credentials that have come to their end",
  missing: "An address that leads nowhere",
};

for (const [view, { words, colorScheme, viewport }] of Object.entries(views)) {
  test.describe(words, () => {
    test.use({ colorScheme, viewport });

    test("the pictures of the documentation", async ({ signIn, files, buckets, demo, run, page }) => {
      const taken: string[] = [];
      const picture = async (name: string) => {
        taken.push(name);
        // What comes in by a movement has come.
        await page.waitForTimeout(400);
        await page.screenshot({ path: `${FOLDER}/${name}${view}.png`, animations: "disabled" });
      };
      await signIn.goto();
      await picture("sign-in");
      await signIn.open("Your own role");
      await page.getByLabel("Session token").scrollIntoViewIfNeeded();
      await picture("credentials");
      await signIn.pasteVisitor(await buckets.assume("wardrobe-visitor"));
      await files.goto("visitor", photos);
      await expect(files.row("night-coast.jpg")).toBeVisible();
      await demo.expireSessions();
      await page.reload();
      await expect(page.getByRole("alert", { name: "Expired" })).toBeVisible();
      await picture("expired");
      await files.signOut();
      await expect(signIn.tile("Studio files")).toBeVisible();
      await signIn.openStudio();
      await picture("home");
      await files.goto("studio", photos);
      await expect(files.row("night-coast.jpg")).toBeVisible();
      await files.select("desert-road.jpg", "evening-hills.jpg");
      await picture("files");
      await files.showAs("Gallery");
      await expect(page.locator("[role=gridcell] img")).toHaveCount(6);
      await picture("gallery");
      await files.showAs("List");
      await files.identity.click();
      await expect(page.getByRole("dialog", { name: "Who you are here" })).toContainText("ARN");
      await picture("identity");
      const empty = { bucket: "studio-assets", prefix: `empty${view}/` };
      await buckets.put(empty.bucket, empty.prefix, "");
      await files.goto("studio", empty);
      await expect(page.locator(".empty")).toBeVisible();
      await picture("empty");
      await look(page, photos, "night-coast.jpg");
      await expect(page.getByRole("img", { name: "night-coast.jpg" })).toBeVisible();
      await picture("picture");
      await look(page, notes, "shooting-list.txt");
      await expect(page.getByRole("dialog").getByRole("region", { name: "Text" })).not.toBeEmpty();
      await picture("text");
      const documents = { bucket: "studio-assets", prefix: `documents${view}/` };
      await buckets.put(documents.bucket, `${documents.prefix}plan.docx`, docx(plan));
      await look(page, documents, "plan.docx");
      await expect(
        page.getByRole("dialog").getByRole("heading", { name: "A day at the coast" }),
      ).toBeVisible();
      await picture("document");
      await look(page, { bucket: "studio-assets", prefix: "data/" }, "visitors.parquet");
      await expect(page.getByRole("dialog").getByRole("table").first()).toBeVisible();
      await picture("parquet");
      const text = new URLSearchParams({ ...notes, edit: `${notes.prefix}shooting-list.txt` });
      await page.goto(`/c/studio/files?${text}`);
      await expect(page.getByRole("textbox", { name: /^Text/ })).toBeFocused();
      await picture("editor");
      const list = { bucket: "studio-assets", prefix: `lists${view}/` };
      const key = `${list.prefix}list.txt`;
      await buckets.put(list.bucket, key, "Tripod\nLenses\nUmbrella\n", "text/plain");
      await page.goto(`/c/studio/files?${new URLSearchParams({ ...list, edit: key })}`);
      await expect(page.getByRole("textbox", { name: /^Text/ })).toBeFocused();
      await page.keyboard.type("Spare batteries\n");
      await buckets.put(list.bucket, key, "Tripod\nLenses\nTwo umbrellas\n", "text/plain");
      await page.keyboard.press("ControlOrMeta+s");
      await page.getByRole("button", { name: "Compare" }).click();
      await expect(files.dialog).toContainText("2 lines added, 1 line removed");
      await picture("conflict");
      await files.goto("studio", photos);
      await files.row("night-coast.jpg").click({ modifiers: ["Control"] });
      await page.keyboard.press("Alt+Enter");
      await expect(files.dialog).toContainText("ETag");
      await picture("properties");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Delete");
      await expect(files.dialog).toContainText("gone for good");
      await picture("delete");
      await page.keyboard.press("Escape");

      const spring = { bucket: "studio-assets", prefix: `spring${view}/` };
      for (const name of ["plan.pdf", "poster.png", "texts.md", "final/plan.pdf", "final/poster.png"])
        await buckets.put(spring.bucket, spring.prefix + name);
      await files.goto("studio", spring);
      await files.askToSend(
        "Move",
        `${spring.prefix}final/`,
        spring.bucket,
        "plan.pdf",
        "poster.png",
        "texts.md",
      );
      await expect(files.dialog).toContainText("2 objects not moved");
      await picture("move");
      // What could not be moved is told of until somebody has seen it.
      await files.dialog.getByRole("button", { name: "Close" }).last().click();
      const kept = { bucket: "studio-archive", prefix: `pictures${view}/` };
      for (const body of ["first", "second", "third"])
        await buckets.put(kept.bucket, `${kept.prefix}plan.txt`, body);
      await files.goto("studio", kept);
      await files.row("plan.txt").click({ modifiers: ["Control"] });
      await page.keyboard.press("Alt+v");
      await expect(files.dialog).toContainText("Current");
      await picture("versions");
      const search = new URLSearchParams({ bucket: "studio-assets", prefix: "", search: "coast" });
      await page.goto(`/c/studio/files?${search}`);
      await expect(page.getByRole("list", { name: "Found" }).getByRole("listitem").first()).toBeVisible();
      await picture("search");
      await files.goto("studio", photos);
      await expect(files.row("night-coast.jpg")).toBeVisible();
      await files.list.focus();
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog")).toBeVisible();
      await picture("keys");
      await page.keyboard.press("Escape");
      await page.keyboard.press("ControlOrMeta+k");
      await expect(page.getByRole("dialog")).toBeVisible();
      await picture("commands");
      await page.goto("/c/studio/check");
      await page.waitForTimeout(3_000);
      await picture("check");
      await page.goto("/you");
      await expect(page.getByText("This browser", { exact: true })).toBeVisible();
      await picture("you");
      await files.goto("studio", { bucket: "finance-reports", prefix: "" });
      await expect(page.getByRole("alert")).toBeVisible();
      await picture("denied");
      await page.goto("/no/such/page");
      await expect(page.getByRole("heading").first()).toBeVisible();
      await picture("missing");

      // What changes what others show comes after them.
      await page.goto(`/c/studio/files?${new URLSearchParams({ ...kept, at: new Date().toISOString() })}`);
      await expect(files.row("plan.txt")).toBeVisible();
      await picture("past");
      await buckets.fill(spring.bucket, `${spring.prefix}takes/`, 300);
      await files.goto("studio", spring);
      await files.select("takes");
      await page.keyboard.press("Control+c");
      await files.goto("studio", { ...spring, prefix: `${spring.prefix}final/` });
      await expect(files.row("poster.png")).toBeVisible();
      await demo.faults({ operation: "CopyObject", delay_ms: 700 });
      await page.keyboard.press("Control+v");
      const jobs = page.getByRole("region", { name: "Jobs" });
      await expect(jobs).toContainText(/[1-9]\d* of 300/);
      await picture("jobs");
      await demo.faults();
      await jobs.getByRole("button", { name: "Close" }).click();
      await demo.faults({ operation: "UploadPart", delay_ms: 1_000 });
      const film = Buffer.alloc(40 * MIB, "film");
      await files.upload(
        { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("notes") },
        { name: "film.mov", mimeType: "video/quicktime", buffer: film },
      );
      await expect(page.getByRole("region", { name: "Uploads" })).toContainText(/[1-9]\d* MB of 40 MB/);
      await picture("uploads");
      await demo.faults();
      await files.cancelUpload("film.mov");
      await expect.poll(() => buckets.uploads(spring.bucket)).toEqual([]);
      await begin(page, "Post-production", "ada");
      await expect(page.getByRole("group", { name: "Roles" })).toBeVisible();
      await picture("roles");
      await page.goto("/setup");
      await page.getByLabel("Name").fill("ada");
      await page.getByLabel("Password").fill("lovelace");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByLabel("Name in addresses").fill("archive");
      await page.getByLabel("Label for people").fill("Archive");
      await picture("setup");
      await page.goto("/");
      await install(page);
      await share(page, {
        "harbour.txt": "notes of the harbour",
        "lighthouse.txt": "notes of the lighthouse",
      });
      await expect(page.getByText("harbour.txt")).toBeVisible();
      await picture("share");
      const settings = `trash = true\n${forAnyone(demo.metadata)}`;
      const url = await run((home) => serve(home, demo, settings));
      await page.goto(url);
      await expect(page.getByRole("link", { name: spring.bucket })).toBeVisible();
      await page.goto(`${url}/c/files/files?${new URLSearchParams({ ...spring })}`);
      await files.row("plan.pdf").click({ modifiers: ["Control"] });
      await page.keyboard.press("Delete");
      await expect(files.dialog).toContainText(".trash/");
      await picture("trash");
      expect(taken.toSorted()).toEqual(Object.keys(screens).toSorted());
    });
  });
}

/** A document of Word: a heading, a paragraph, a list and a table. */
const said = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const paragraph = (text: string, style = "") => `<w:p><w:pPr>${style}</w:pPr>${said(text)}</w:p>`;
const row = (...cells: string[]) =>
  `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join("")}</w:tr>`;
const plan = [
  paragraph("A day at the coast", '<w:pStyle w:val="h"/>'),
  paragraph("We meet at the harbour at six, before the light is hard. Bring what keeps you warm."),
  `<w:tbl>${row("When", "Where", "Who")}${row("6:00", "Harbour", "Ada")}${row("9:30", "Lighthouse", "Bob")}</w:tbl>`,
].join("");

/** Opens a file by its address. */
async function look(page: Page, { bucket, prefix }: Folder, name: string) {
  const query = new URLSearchParams({ bucket, prefix, preview: prefix + name });
  await page.goto(`/c/studio/files?${query}`);
  await expect(page.getByRole("dialog")).toBeVisible();
}

test("the page of all pictures", () => {
  const rows = Object.entries(screens).map(([name, words]) => {
    const cells = Object.keys(views).map((view) => `![${words}](screenshots/${name}${view}.png)`);
    return `## ${words}\n\n${cells.join("\n")}\n`;
  });
  const head = "# Every screen\n\nLight, dark, and 360 pixels wide. Taken by `make screenshots`.\n";
  writeFileSync("../docs/screens.md", [head, ...rows].join("\n"));
});
