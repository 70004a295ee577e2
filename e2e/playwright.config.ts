import { defineConfig } from "@playwright/test";

// What mostly waits, and takes longest: it begins first, beside the others.
const long = ["lifetimes.spec.ts", "many.spec.ts", "million.spec.ts", "survive.spec.ts"];

// A demo for each worker, and one test at a time in it: what one does to the sandbox must not meet another.
export default defineConfig({
  testDir: "tests",
  outputDir: "results",
  workers: 4,
  fullyParallel: true,
  // What passes only at the second go is told of as flaky: see to it.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: true,
  // A busy machine is slow, not wrong.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  projects: [
    { name: "long", testMatch: long, workers: 2 },
    { name: "all", testIgnore: long, workers: 2 },
  ],
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
    },
    viewport: { width: 1280, height: 800 },
    // Nobody waits for what only moves.
    contextOptions: { reducedMotion: "reduce" },
    acceptDownloads: true,
    // Pictures of every step take a quarter of the time: TRACE=1 has them taken.
    trace: process.env.TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
  },
});
