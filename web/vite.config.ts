// How the page is built and tested. In development the API, and sign-ins, go to a running
// server: WARDROBE_URL, by default the address `wardrobe demo` takes.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

import react from "@vitejs/plugin-react";
import pdfjs from "pdfjs-dist/package.json" with { type: "json" };
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const server = process.env.WARDROBE_URL ?? "http://127.0.0.1:8334";

/** Names with a hash, but for what pdf.js asks for by name: there the folder has its version. */
function assetFileNames({ originalFileNames: [original = ""] }: { originalFileNames: string[] }): string {
  return original.includes("pdfjs-dist/wasm/")
    ? `assets/pdfjs-${pdfjs.version}/[name][extname]`
    : "assets/[name]-[hash][extname]";
}

/** Beside each file what the server sends of it to browsers that know br or gzip: made once, as small as it goes. */
function compressed(): Plugin {
  const ways = { br: promisify(brotliCompress), gz: promisify(gzip) };
  return {
    name: "compressed",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      const written = Object.values(bundle).flatMap((file) =>
        Object.entries(ways).map(async ([ending, compress]) => {
          const whole = Buffer.from(file.type === "chunk" ? file.code : file.source);
          const small = await compress(whole);
          if (small.length < whole.length * 0.9)
            await writeFile(join(dir, `${file.fileName}.${ending}`), small);
        }),
      );
      await Promise.all(written);
    },
  };
}

export default defineConfig({
  plugins: [react(), compressed()],
  build: {
    target: "es2023",
    // The content security policy allows no data: fonts, and one rule is simpler than two.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { assetFileNames } },
  },
  server: {
    host: "127.0.0.1",
    proxy: Object.fromEntries(
      ["/api", "/sign-in/", "/openid/", "/saml/"].map((path) => [
        path,
        { target: server, changeOrigin: false },
      ]),
    ),
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/test-setup.ts"],
    // Each file with a browser of its own takes thrice the time; what one leaves behind, the setup clears.
    isolate: false,
    include: ["src/**/*.test.{ts,tsx}"],
    // A machine may be busy with more than this.
    testTimeout: 60_000,
  },
});
