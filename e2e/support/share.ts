/** What a phone does with a page that is installed on it. */

import { expect, type Page } from "@playwright/test";

/** As Chromium tells the page that somebody has installed it. */
export async function install(page: Page) {
  await page.evaluate(() => window.dispatchEvent(new Event("appinstalled")));
  const state = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistration("/share"))?.active?.state);
  await expect.poll(state).toBe("activated");
}

/** What the share sheet of a phone does: it posts the files, and shows what comes of it. */
export async function share(page: Page, files: Record<string, string>) {
  await page.evaluate((all) => {
    const data = new DataTransfer();
    for (const [name, text] of Object.entries(all)) data.items.add(new File([text], name));
    const input = Object.assign(document.createElement("input"), {
      type: "file",
      name: "files",
      multiple: true,
    });
    input.files = data.files;
    const form = Object.assign(document.createElement("form"), {
      method: "post",
      action: "/share",
      enctype: "multipart/form-data",
    });
    form.append(input);
    document.body.append(form);
    form.submit();
  }, files);
  await page.waitForURL("**/share");
}
