import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

const photos = { bucket: "studio-assets", prefix: "photos/2026/" };

for (const width of [1280, 360]) {
  test.describe(`${width} pixels wide`, () => {
    test.use({ viewport: { width, height: 760 } });

    test("17 and 40: every page can be used by everybody", async ({ signIn, files, page }) => {
      const check = async () => {
        await expectNoSidewaysScrolling(page);
        await expectAccessible(page);
      };
      await signIn.goto();
      await check();
      await signIn.open("Your own role");
      await check();
      await page.goto("/c/post/saml");
      await expect(page.getByRole("heading", { name: "In IAM" })).toBeVisible();
      await check();
      await page.goto("/signed-in?connection=post");
      await expect(page.getByRole("heading", { name: "You are signed in" })).toBeVisible();
      await check();
      await page.goto("/c/no-such-connection");
      await expect(page.getByRole("heading", { name: "There is no such connection" })).toBeVisible();
      await check();
      await signIn.openStudio();
      await check();
      await files.goto("studio", photos);
      await expect(files.row("night-coast.jpg")).toBeVisible();
      await check();
      for (const menu of ["Menu", /^Connection:/]) {
        await files.button(menu).click();
        await expect(page.getByRole("menu")).toBeVisible();
        await check();
        await page.keyboard.press("Escape");
      }
      await files.select("night-coast.jpg");
      await check();
      await files.askForFolder("x", { press: false });
      await check();
      await page.keyboard.press("Escape");
      await files.openRow("night-coast.jpg");
      await expect(files.preview).toBeVisible();
      await check();
      await files.closePreview();
      await files.goto("studio", { bucket: "finance-reports", prefix: "" });
      await expect(page.getByRole("alert")).toBeVisible();
      await check();
      await page.goto("/no/such/page");
      await expect(page.getByRole("heading").first()).toBeVisible();
      await check();
    });

    test("17 and 40: every question can be answered by everybody", async ({
      opened,
      folder,
      buckets,
      page,
    }) => {
      for (const name of ["a.txt", "b.txt", "there/a.txt", "tree/x"])
        await buckets.put(folder.bucket, folder.prefix + name);
      await page.reload();
      const check = async (words: string, asked = opened.dialog) => {
        await expect(asked).toContainText(words);
        await expectNoSidewaysScrolling(page);
        await expectAccessible(page);
      };
      const close = async () => {
        await page.keyboard.press("Escape");
        await expect(opened.dialog).toBeHidden();
      };
      await opened.askToRename("a.txt", "b.txt");
      await check("There is already a file of this name", opened.renaming);
      await close();
      await page.keyboard.press("Alt+Enter");
      await check("ETag");
      await close();
      await expect(opened.list).toBeFocused();
      await page.keyboard.press("Delete");
      await check("gone for good");
      await close();
      await opened.button("Copy").click();
      await check("there");
      await close();
      await opened.askToSend("Move", `${folder.prefix}there/`, folder.bucket, "a.txt");
      await check("1 object not moved");
      await close();
      await opened.row("tree").click({ button: "right" });
      await expect(page.getByRole("menu")).toBeVisible();
      await expectAccessible(page);
    });

    test("17 and 40: every kind of file can be looked at by everybody", async ({
      opened,
      folder,
      buckets,
      page,
    }) => {
      const assets = (prefix: string, name: string) => ({ bucket: "studio-assets", prefix, name });
      const notebook = { nbformat: 4, cells: [{ cell_type: "markdown", source: "# Cells" }] };
      for (const [name, text] of [
        ["disk.iso", "\0\0"],
        ["app.log", "one\n"],
        ["lines.ndjson", '{"a":1}\n'],
        ["study.ipynb", JSON.stringify(notebook)],
      ] as const)
        await buckets.put(folder.bucket, folder.prefix + name, text);
      const shown = opened.preview;
      for (const [{ bucket, prefix, name }, seen] of [
        [assets("photos/2026/", "night-coast.jpg"), shown.getByRole("img", { name: "night-coast.jpg" })],
        [assets("notes/", "shooting-list.txt"), shown.getByRole("region", { name: "Text" })],
        [assets("notes/", "meeting-2026-05-12.md"), shown.getByRole("heading", { level: 1 })],
        [assets("data/", "visitors.csv"), shown.getByRole("table")],
        [assets("data/", "visitors.parquet"), shown.getByRole("region", { name: "Rows" })],
        [assets("data/", "visitors.zip"), shown.getByRole("button", { name: /visitors\.csv$/ }).first()],
        [assets("plans/", "budget.json"), shown.getByText("As text")],
        [assets("plans/", "spring-report.pdf"), shown.locator("canvas").first()],
        [assets("talks/", "chime.mp3"), shown.locator("audio")],
        [assets("talks/", "a-day-at-the-lake.mp4"), shown.locator("video")],
        [{ ...folder, name: "disk.iso" }, shown.getByText("There is no preview for this kind of file")],
        [{ ...folder, name: "app.log" }, shown.getByRole("button", { name: "Follow" })],
        [{ ...folder, name: "lines.ndjson" }, shown.getByText("As text")],
        [{ ...folder, name: "study.ipynb" }, shown.getByRole("heading", { name: "Cells" })],
      ] as const) {
        await page.goto(`/c/studio/files?${new URLSearchParams({ bucket, prefix, preview: prefix + name })}`);
        await expect(seen).toBeVisible();
        await expectNoSidewaysScrolling(page);
        await expectAccessible(page);
      }
    });
  });
}

test("40: the colours are those of the system", async ({ signIn, page }) => {
  await signIn.goto();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const light = () =>
      page.evaluate(() => {
        const [r = 0, g = 0, b = 0] = getComputedStyle(document.body)
          .backgroundColor.match(/\d+/g)!
          .map(Number);
        return r + g + b > 382;
      });
    await expect.poll(light).toBe(colorScheme === "light");
  }
});
