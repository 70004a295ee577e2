import { defineConfig } from "@playwright/test";

import tests from "./playwright.config.ts";

/** The same browser takes the pictures of the documentation. */
export default defineConfig({ ...tests, testDir: "screenshots", projects: undefined });
