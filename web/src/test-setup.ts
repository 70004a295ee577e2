// Runs before each test file.
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { speak } from "./messages";

await speak();

// A machine may be busy with more than this: what is waited for comes, if late.
configure({ asyncUtilTimeout: 20_000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});

// React Aria asks for it; jsdom has none.
const escape = (text: string) => text.replaceAll(/[^\w-]/g, String.raw`\$&`);
for (const scope of [globalThis, document.defaultView]) Object.assign(scope ?? {}, { CSS: { escape } });
