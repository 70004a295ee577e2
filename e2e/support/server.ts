/** `wardrobe serve`, with a connection `files` whose S3 and STS are the demo's. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Demo } from "./demo.ts";
import { Program, wardrobe } from "./program.ts";

/** Runs it in `home`; gives its address. `settings` is how the connection becomes a role, and what belongs to it. */
export async function serve(
  home: string,
  demo: Demo,
  settings: string,
  environment?: Record<string, string>,
) {
  const endpoint = demo.environment.AWS_ENDPOINT_URL ?? "";
  const file = join(home, "wardrobe.toml");
  writeFileSync(
    file,
    `
[server]
listen = "127.0.0.1:0"
database = "sqlite:${home}/wardrobe.db"
secret_key_file = "${home}/wardrobe.key"
[[connection]]
name = "files"
label = "Files"
endpoint = "${endpoint}"
sts_endpoint = "${endpoint}"
${settings}`,
  );
  const program = new Program(wardrobe, ["serve", "--config", file], home, environment);
  return { it: await program.printed(/listening on (http:\S+)/), stop: () => program.stop() };
}
