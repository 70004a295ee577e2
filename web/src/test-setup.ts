// Runs before each test file.
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});

// React Aria asks for it; jsdom has none.
const escape = (text: string) => text.replaceAll(/[^\w-]/g, String.raw`\$&`);
for (const scope of [globalThis, document.defaultView]) Object.assign(scope ?? {}, { CSS: { escape } });
