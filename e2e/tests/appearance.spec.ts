import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

const photos = { bucket: "studio-assets", prefix: "photos/2026/" };

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 360]) {
    test.describe(`${colorScheme}, ${width} pixels wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 760 } });

      test("every page can be used by everybody", async ({ signIn, files, page }) => {
        const check = async () => {
          await expectNoSidewaysScrolling(page);
          await expectAccessible(page);
        };
        await signIn.goto();
        await check();
        await signIn.open("Your own role");
        await check();
        await signIn.openStudio();
        await check();
        await files.goto("studio", photos);
        await expect(files.row("night-coast.jpg")).toBeVisible();
        await check();
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

      test("every question can be answered by everybody", async ({ opened, folder, buckets, page }) => {
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

      test("the colours are those of the system", async ({ signIn, page }) => {
        await signIn.goto();
        const light = await page.evaluate(() => {
          const [r = 0, g = 0, b = 0] = getComputedStyle(document.body)
            .backgroundColor.match(/\d+/g)!
            .map(Number);
          return r + g + b > 382;
        });
        expect(light).toBe(colorScheme === "light");
      });
    });
  }
}
