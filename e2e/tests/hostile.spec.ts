/** Whatever is in a bucket, it runs nothing in our page and sends nothing away. */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import type { Page } from "@playwright/test";

import { parquetWriteBuffer } from "hyparquet-writer";

import { zipOf } from "../support/large.ts";
import { expect, test } from "../support/test.ts";

/** Where hostile content would like to be heard. */
class Listener {
  readonly heard: string[] = [];
  readonly #server: Server;
  url = "";

  constructor() {
    this.#server = createServer((request, answer) => {
      this.heard.push(`${request.method} ${request.url}`);
      answer.setHeader("Access-Control-Allow-Origin", "*").end("owned = true");
    });
  }

  async start() {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** A PDF of one page with this dictionary for a catalogue entry, and a link on the page. */
function pdf(catalogue: string, link: string) {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Annots [<< /Type /Annot /Subtype /Link
       /Rect [0 0 200 200] /A << /S /URI /URI (${link}) >> >>] >>`,
    "<< /Length 0 >>\nstream\n\nendstream",
  ];
  let text = "%PDF-1.7\n";
  const places = objects.map((body, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  return `${text}xref\n0 5\n0000000000 65535 f \n${table}trailer << /Size 5 /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF`;
}

/** Hostile content under hostile names. */
function files(url: string): [name: string, type: string, body: string | Buffer][] {
  const script = `document.title = "owned"; window.owned = 1; fetch("${url}/fetched")`;
  const picture = `<img src="${url}/picture" onerror='${script}'>`;
  const html = `<script>${script}</script>${picture}<link rel=stylesheet href="${url}/style">
    <meta http-equiv=refresh content="0;url=${url}/refresh"><iframe src="${url}/frame"></iframe>
    <form action="${url}/form"><input autofocus onfocus='${script}'></form>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="99" height="99"
    onload='${script.replaceAll("&", "&amp;")}'><script>${script}</script><image href="${url}/in-svg" width="9" height="9"/>
    <style>@import url("${url}/css");</style><foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml">
    <img src="${url}/foreign"/></body></foreignObject><use xlink:href="${url}/use#x"/></svg>`;
  const markdown = `# A plain title\n\n${html}\n\n![x](${url}/markdown-picture)\n\n[click](javascript:window.owned=1)
    \n\n[click too](data:text/html,<script>${script}</script>)\n\n<svg onload='${script}'>\n\n![y](javascript:window.owned=1)`;
  const run = `/OpenAction << /S /JavaScript /JS (app.launchURL\\("${url}/pdf"\\); window.owned = 1;) >>
    /AA << /WC << /S /JavaScript /JS (window.owned = 1;) >> >>`;
  const notebook = {
    nbformat: 4,
    cells: [
      { cell_type: "markdown", source: markdown },
      {
        cell_type: "code",
        source: html,
        outputs: [
          { output_type: "display_data", data: { "text/html": html } },
          { output_type: "display_data", data: { "image/svg+xml": svg, "application/javascript": script } },
          { output_type: "display_data", data: { "image/png": `x" onerror='${script}'` } },
          { output_type: "error", traceback: [picture] },
        ],
      },
    ],
  };
  const names = ["__proto__", picture, "constructor"];
  const table = parquetWriteBuffer({
    columnData: names.map((name) => ({ name, data: [html, svg], type: "STRING" as const })),
  });
  const zip = zipOf([
    [picture, Buffer.from(html)],
    ["../../etc/passwd", Buffer.from("root")],
    ["__proto__/drawing.svg", Buffer.from(svg)],
  ]);
  return [
    ["all.zip", "application/zip", Buffer.concat([...zip()])],
    ["rows.parquet", "application/octet-stream", Buffer.from(table)],
    ["study.ipynb", "application/json", JSON.stringify(notebook)],
    [
      "events.ndjson",
      "application/x-ndjson",
      `{"__proto__":{"owned":1},"<b>":${JSON.stringify(picture)}}\n${html}`,
    ],
    ["page.html", "text/html", html],
    ["drawing.svg", "image/svg+xml", svg],
    ["notes.md", "text/markdown", markdown],
    ["report.pdf", "application/pdf", pdf(run, "javascript:window.owned=1")],
    ["table.csv", "text/csv", `name,value\n${picture},=HYPERLINK("${url}/csv")\n`],
    ["data.json", "application/json", JSON.stringify({ __proto__: { owned: 1 }, "<b>": picture })],
    ["wrong.png", "image/png", html],
    [`<img src=x onerror='${script.replaceAll("/", ":")}'>.txt`, "text/plain", "a name"],
    ["${alert(1)} {{constructor.constructor('owned=1')()}} \u{202e}gpj.exe", "text/plain", "another name"],
  ];
}

/** That nothing ran, and nothing was shown that could be taken for ours. */
async function unharmed(page: Page, where: string) {
  expect(await page.evaluate(() => "owned" in window || "owned" in Object.prototype), where).toBe(false);
  expect(await page.title(), where).not.toBe("owned");
}

test("36: hostile files, names and metadata run nothing and send nothing away", async ({
  opened,
  folder,
  buckets,
  page,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const listener = await new Listener().start();
  const away: string[] = [];
  const own = new URL(baseURL ?? "").origin;
  const isOurs = (url: string) => url.startsWith(own) || /^(data|blob|about):/.test(url);
  page.context().on("response", (response) => {
    if (!isOurs(response.url())) away.push(response.url());
  });
  page.on("dialog", (dialog) => {
    away.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const all = files(listener.url);
  for (const [name, type, body] of all) {
    const metadata = {
      evil: `<script>window.owned=1</script><img src=${listener.url}/metadata onerror=window.owned=1>`,
    };
    await buckets.put(folder.bucket, folder.prefix + name, body, type, metadata);
  }
  await opened.goto("studio", folder);
  await expect(opened.row("page.html")).toBeVisible();
  await unharmed(page, "list");
  for (const [name] of all) {
    await opened.open(name);
    await expect(opened.preview).toBeVisible();
    // What opens further is opened.
    for (const closed of await opened.preview.locator("details:not([open]) > summary, .zip-name").all())
      if (await closed.isVisible()) await closed.click();
    // What is slow to harm gets its chance.
    await page.waitForTimeout(700);
    for (const link of await opened.preview.getByRole("link").all()) {
      const href = (await link.getAttribute("href")) ?? "";
      expect(href, name).not.toMatch(/^\s*(javascript|data|vbscript):/i);
    }
    await unharmed(page, name);
    await opened.closePreview();
    await opened.row(name).click({ position: { x: 90, y: 16 } });
    await page.keyboard.press("Alt+Enter");
    await expect(page.getByRole("dialog")).toContainText("evil");
    await unharmed(page, `properties of ${name}`);
    await page.keyboard.press("Escape");
  }
  // What a folder says of itself is shown without being opened.
  const [, type, notes] = all.find(([name]) => name === "notes.md")!;
  await buckets.put(folder.bucket, `${folder.prefix}docs/README.md`, notes, type);
  await opened.goto("studio", { ...folder, prefix: `${folder.prefix}docs/` });
  await expect(page.getByRole("region", { name: "README", exact: true })).toContainText("A plain title");
  await page.waitForTimeout(700);
  await unharmed(page, "README");
  // Opened by its own address, without our page around it.
  for (const name of ["page.html", "drawing.svg", "wrong.png"]) {
    for (const disposition of ["inline", "attachment"]) {
      const tab = await page.context().newPage();
      const query = new URLSearchParams({ bucket: folder.bucket, key: folder.prefix + name, disposition });
      await tab.goto(`/api/connections/studio/object?${query}`).catch(() => undefined);
      await tab.waitForTimeout(300);
      expect(await tab.title().catch(() => ""), `${name} ${disposition}`).not.toBe("owned");
      await tab.close();
    }
  }
  const session = await (await page.request.get("/api/session")).json();
  expect(session).toHaveProperty("open.length", 1);
  // Somebody does listen there.
  await page.request.get(`${listener.url}/asked`);
  expect(listener.heard).toEqual(["GET /asked"]);
  expect(away).toEqual([]);
  listener.stop();
});
