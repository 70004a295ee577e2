/** Large files in a real browser to stores that others wrote, both ways. */

import { rmSync } from "node:fs";

import { Buckets } from "../support/bucket.ts";
import { FilesPage } from "../support/files.ts";
import { film } from "../support/film.ts";
import { serve } from "../support/server.ts";
import { chip, SignInPage } from "../support/sign-in.ts";
import { store } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const SIZE = Number(process.env.FILM_MIB ?? 48);
const FILMS = "studio-films";

for (const name of ["seaweedfs", "moto"])
  for (const way of ["direct", "relay"])
    test(`a large file goes up to ${name}, ${way}`, async ({ browser, run }, info) => {
      test.setTimeout(600_000);
      const path = info.outputPath("film.bin");
      const digest = film(path, SIZE);
      const { endpoint, keys, role } = await run((home) => store(home, name, FILMS));
      const environment = { AWS_ENDPOINT_URL: endpoint, AWS_DEFAULT_REGION: "us-east-1", ...keys };
      const settings = `transfers = "${way}"\nrole = { kind = "temporary" }\n`;
      const url = await run((home) => serve(home, { environment }, settings));
      const context = await browser.newContext({ baseURL: url });
      const page = await context.newPage();
      await page.goto("/");
      const {
        AWS_ACCESS_KEY_ID: id = "",
        AWS_SECRET_ACCESS_KEY: secret = "",
        AWS_SESSION_TOKEN: token = "",
      } = role;
      await new SignInPage(page).typeKeys({ id, secret, token, end: "" });
      await page.getByRole("button", { name: "Open", exact: true }).click();
      await expect(chip(page)).toBeVisible();
      const files = new FilesPage(page);
      await files.goto("files", { bucket: FILMS, prefix: "" });
      const hosts = new Set<string>();
      page.on("request", (request) => {
        if (request.method() === "PUT") hosts.add(new URL(request.url()).origin);
      });
      await files.upload(path);
      await expect(files.row("film.bin")).toBeVisible({ timeout: 500_000 });
      expect([...hosts]).toEqual([way === "direct" ? endpoint : url.replace(/\/$/, "")]);
      const buckets = new Buckets(environment);
      expect(await buckets.digest(FILMS, "film.bin")).toBe(digest);
      expect(await buckets.uploads(FILMS)).toEqual([]);
      buckets.stop();
      await context.close();
      rmSync(path);
    });
