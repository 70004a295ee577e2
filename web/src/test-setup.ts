// Runs before each test file.
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

// React Aria asks for it; jsdom has none.
if (!("CSS" in globalThis)) {
  const escape = (text: string) => text.replaceAll(/[^\w-]/g, String.raw`\$&`);
  Object.assign(globalThis, { CSS: { escape } });
}
