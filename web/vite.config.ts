// How the page is built and tested. In development /api goes to a running
// server: WARDROBE_URL, by default the address `wardrobe demo` takes.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.WARDROBE_URL ?? "http://127.0.0.1:8334";

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2023",
    // The content security policy allows no data: fonts, and one rule is simpler than two.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { host: "127.0.0.1", proxy: { "/api": { target: server, changeOrigin: false } } },
  test: {
    environment: "jsdom",
    setupFiles: ["src/test-setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
