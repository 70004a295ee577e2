import { docx, xlsx } from "../support/office.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

const at = (prefix: string) => ({ bucket: "studio-assets", prefix });

test.beforeEach(({ signIn }) => signIn.openStudio());

test("a picture is shown", async ({ files }) => {
  await files.goto("studio", at("photos/2026/"));
  await files.open("night-coast.jpg");
  const picture = files.preview.getByRole("img", { name: "night-coast.jpg" });
  await expect
    .poll(() => picture.evaluate((img) => (img as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(100);
  await files.page.keyboard.press("ArrowLeft");
  await expect(files.preview.getByRole("heading")).toHaveText("morning-over-the-lake.jpg");
  await files.closePreview();
  await expect(files.row("night-coast.jpg")).toBeVisible();
});

test("text and Markdown are shown as what they are", async ({ files }) => {
  await files.goto("studio", at("notes/"));
  await files.open("shooting-list.txt");
  await expect(files.preview.getByRole("region", { name: "Text" })).not.toBeEmpty();
  await files.closePreview();
  await files.open("meeting-2026-05-12.md");
  await expect(files.preview.getByRole("heading", { level: 1 })).toBeVisible();
});

test("code is coloured where it stands", async ({ files, folder, buckets, page }) => {
  const code = 'def greet(name):\n    """Says\n    hello."""\n    return 1  # one\n';
  await buckets.put(folder.bucket, `${folder.prefix}greet.py`, code);
  await files.goto("studio", folder);
  await files.open("greet.py");
  const words = (kind: string) =>
    page.evaluate((name) => {
      const ranges = [...(CSS.highlights.get(name) ?? [])] as StaticRange[];
      return ranges.map((range) =>
        (range.startContainer as Text).data.slice(range.startOffset, range.endOffset),
      );
    }, `code-${kind}`);
  await expect.poll(() => words("keyword")).toEqual(["def", "return"]);
  expect(await words("comment")).toEqual(["# one"]);
  const line = files.preview.getByText("def greet(name):", { exact: true });
  const colours = () =>
    line.evaluate((text) => [
      getComputedStyle(text).color,
      getComputedStyle(text, "::highlight(code-keyword)").color,
    ]);
  const [plain, keyword] = await colours();
  expect(keyword).not.toBe(plain);
  // What is found is found across colours.
  await files.preview.getByRole("textbox", { name: "Find" }).fill("def greet(");
  await expect(files.preview.getByText("1 match", { exact: true })).toBeVisible();
  await page.emulateMedia({ forcedColors: "active" });
  const [forced, same] = await colours();
  expect(same).toBe(forced);
});

test("a log is followed while it grows", async ({ files, folder, buckets }) => {
  const key = `${folder.prefix}app.log`;
  await buckets.put(folder.bucket, key, "line 1\n", "text/plain");
  await files.goto("studio", folder);
  await files.open("app.log");
  const text = files.preview.getByRole("region", { name: "Text" });
  await expect(text).toContainText("line 1");
  await files.preview.getByRole("button", { name: "Follow" }).click();
  await expect(files.preview).toContainText("Looking every 5 seconds whether it has grown.");
  await buckets.put(folder.bucket, key, "line 1\nline 2\n", "text/plain");
  await expect(text).toContainText("line 2");
  await files.preview.getByRole("button", { name: "Stop following" }).click();
  await expect(files.preview.getByRole("button", { name: "Follow", exact: true })).toBeVisible();
});

test("a table is shown as one", async ({ files }) => {
  await files.goto("studio", at("data/"));
  await files.open("visitors.csv");
  await expect(files.preview.getByRole("table")).toBeVisible();
  await expect(files.preview.getByText(/rows, and no more\.$/)).toBeVisible();
  await files.closePreview();
  await files.open("visitors.parquet");
  await expect(files.preview.getByRole("region", { name: "Rows" }).getByRole("row")).not.toHaveCount(0);
  await files.closePreview();
  await files.open("visitors.zip");
  await files.preview
    .getByRole("button", { name: /visitors\.csv$/ })
    .first()
    .click();
  await expect(files.preview.getByRole("region", { name: "Text" })).not.toBeEmpty();
});

test("documents of Office are shown, and only what is shown is read", async ({
  files,
  folder,
  buckets,
  page,
}) => {
  const words = '<w:p><w:pPr><w:pStyle w:val="h"/></w:pPr><w:r><w:t>The plan</w:t></w:r></w:p>';
  const picture = '<w:p><w:r><w:drawing><wp:docPr descr="a cat"/></w:drawing></w:r></w:p>';
  await buckets.put(folder.bucket, `${folder.prefix}plan.docx`, docx(words + picture));
  const rows = Array.from(
    { length: 60_000 },
    (_, index) => `<row><c><v>${index}</v></c><c s="1"><v>46355</v></c></row>`,
  );
  const text = '<row><c t="inlineStr"><is><t>second</t></is></c></row>';
  await buckets.put(folder.bucket, `${folder.prefix}table.xlsx`, xlsx({ Long: rows.join(""), Other: text }));
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("evil.example")) elsewhere.push(request.url());
  });
  await files.goto("studio", folder);
  await files.open("plan.docx");
  await expect(files.preview.getByRole("heading", { name: "The plan" })).toBeVisible();
  await expect(files.preview.getByText("[a cat]")).toBeVisible();
  await expect(files.preview.getByText(/^read [\d.]+ KB of 8 MB/)).toBeVisible();
  await expectAccessible(page);
  await files.closePreview();
  await files.open("table.xlsx");
  await expect(files.preview.getByRole("cell", { name: "2026-11-29" }).first()).toBeVisible();
  await expect(files.preview.getByText(/^read [\d.]+ (K|M)B of /)).toBeVisible();
  await expect(files.preview.getByText(/rows so far$/)).toBeVisible();
  await expectAccessible(page);
  await files.preview.getByRole("combobox", { name: "Sheet" }).selectOption("Other");
  await expect(files.preview.getByRole("cell", { name: "second" })).toBeVisible();
  expect(elsewhere).toEqual([]);
});

test("sound and film play, by ranges", async ({ files, page }) => {
  const ranges: string[] = [];
  page.on("request", (request) => {
    const range = request.headers().range;
    if (range && request.url().includes("/object?")) ranges.push(range);
  });
  for (const [name, tag] of [
    ["chime.mp3", "audio"],
    ["a-day-at-the-lake.mp4", "video"],
  ] as const) {
    await files.goto("studio", at("talks/"));
    await files.open(name);
    const media = files.preview.locator(tag);
    await expect.poll(() => media.evaluate((m) => (m as HTMLMediaElement).readyState)).toBeGreaterThan(0);
    await expect.poll(() => media.evaluate((m) => (m as HTMLMediaElement).duration)).toBeGreaterThan(0);
  }
  expect(ranges.length).toBeGreaterThan(0);
});

/** Sound (silence) of so many seconds, 192,000 bytes each. */
function sound(seconds: number): Buffer {
  const head = Buffer.alloc(44);
  const bytes = seconds * 192_000;
  head.write("RIFF\0\0\0\0WAVEfmt ", "latin1");
  head.writeUInt32LE(36 + bytes, 4);
  for (const [place, number] of [
    [16, 16],
    [24, 48_000],
    [28, 192_000],
    [40, bytes],
  ] as const)
    head.writeUInt32LE(number, place);
  for (const [place, number] of [
    [20, 1],
    [22, 2],
    [32, 4],
    [34, 16],
  ] as const)
    head.writeUInt16LE(number, place);
  head.write("data", 36, "latin1");
  return Buffer.concat([head, Buffer.alloc(bytes)]);
}

test("what is long plays on from piece to piece, to its end", async ({ opened, folder, buckets }) => {
  const bytes = sound(20);
  await buckets.put(folder.bucket, `${folder.prefix}long.wav`, bytes, "audio/wav");
  await opened.listAgain();
  await opened.open("long.wav");
  const media = opened.preview.locator("audio");
  await media.evaluate((m) => {
    const player = m as HTMLMediaElement;
    player.muted = true;
    player.playbackRate = 8;
    return player.play();
  });
  await expect.poll(() => media.evaluate((m) => (m as HTMLMediaElement).ended)).toBe(true);
  expect(await media.evaluate((m) => (m as HTMLMediaElement).duration)).toBeCloseTo(20, 0);
  expect(bytes.length).toBeGreaterThan(3 * 1024 ** 2);
});

test("a PDF is drawn", async ({ files }) => {
  await files.goto("studio", at("plans/"));
  await files.open("spring-report.pdf");
  const sheet = files.preview.locator("canvas").first();
  await expect(sheet).toBeVisible();
  await expect.poll(() => sheet.evaluate((c) => (c as HTMLCanvasElement).width)).toBeGreaterThan(100);
});

test("what cannot be shown says so, and can be downloaded", async ({ files, folder, buckets }) => {
  await buckets.put(folder.bucket, `${folder.prefix}disk.iso`, Buffer.alloc(64));
  await files.goto("studio", folder);
  await files.open("disk.iso");
  await expect(files.preview).toContainText(/no preview/i);
  await expect(files.preview.getByRole("link", { name: /Download/ }).first()).toBeVisible();
});

test("36: a page or a drawing from a bucket cannot run in ours", async ({ files, folder, buckets, page }) => {
  const evil = `<script>parent.document.title = "owned"; fetch("/api/session", { method: "DELETE", headers: { "X-Wardrobe": "1" } })</script>`;
  await buckets.put(folder.bucket, `${folder.prefix}evil.html`, `<h1>hello</h1>${evil}`, "text/html");
  await buckets.put(
    folder.bucket,
    `${folder.prefix}evil.svg`,
    `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${evil}</svg>`,
    "image/svg+xml",
  );
  await files.goto("studio", folder);
  for (const name of ["evil.html", "evil.svg"]) {
    await files.open(name);
    await expect(files.preview.getByRole("heading").first()).toHaveText(name);
    await files.closePreview();
    for (const disposition of ["inline", "attachment"]) {
      const query = new URLSearchParams({ bucket: folder.bucket, key: folder.prefix + name, disposition });
      const answer = await page.request.get(`/api/connections/studio/object?${query}`);
      expect(answer.headers()["content-security-policy"]).toContain("sandbox");
      expect(answer.headers()["x-content-type-options"]).toBe("nosniff");
      if (disposition === "inline") expect(answer.headers()["content-type"]).not.toContain("html");
    }
  }
  expect(await page.title()).not.toBe("owned");
  expect(await (await page.request.get("/api/session")).json()).toHaveProperty("open.length", 1);
});

test("an archived object says that it must be restored", async ({ files, page }) => {
  await files.goto("studio", { bucket: "studio-archive", prefix: "films/1998/" });
  await files.open("negatives.txt");
  await expect(page.getByText(/archive/i).first()).toBeVisible();
});
