import { expect, test } from "vitest";
import { browserOf } from "./browser";

test("a browser is known by what it says it is", () => {
  const said = {
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36": [
      "Chrome",
      "Linux",
    ],
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36 Edg/150.0":
      ["Edge", "Windows"],
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15":
      ["Safari", "macOS"],
    "Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0": ["Firefox", "Android"],
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1":
      ["Safari", "iOS"],
    "curl/8": [null, null],
    "": [null, null],
  };
  for (const [agent, [browser, system]] of Object.entries(said)) {
    expect(browserOf(agent), agent).toEqual({ browser, system });
  }
});
