import { defineConfig } from "@playwright/test";

// One demo, one browser: what one test does to the sandbox must not meet another.
export default defineConfig({
  testDir: "tests",
  outputDir: "results",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // A busy machine is slow, not wrong.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
    },
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
