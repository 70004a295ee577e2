/** The icons of the installed page, made of its own drawing. */

import { readFileSync } from "node:fs";

import { test } from "@playwright/test";

const drawing = readFileSync("../web/public/icon.svg", "utf8");

/** Systems cut what is maskable into shapes of their own: the drawing stays within the inner circle. */
const icons = {
  "icon-192": { side: 192, drawn: 192, ground: "transparent" },
  "icon-512": { side: 512, drawn: 512, ground: "transparent" },
  "icon-maskable-512": { side: 512, drawn: 330, ground: "#f5f3ee" },
} as const;

for (const [name, { side, drawn, ground }] of Object.entries(icons)) {
  test(name, async ({ page }) => {
    await page.setViewportSize({ width: side, height: side });
    await page.setContent(
      `<style>
        body { display: grid; place-items: center; height: 100vh; margin: 0; background: ${ground}; }
        svg { width: ${drawn}px; height: ${drawn}px; }
      </style>${drawing}`,
    );
    await page.screenshot({ path: `../web/public/${name}.png`, omitBackground: true });
  });
}
