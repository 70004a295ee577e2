/** `wardrobe sandbox` alone, with one bucket of many small objects. */

import { join } from "node:path";

import { Program, wardrobe } from "./program.ts";

/** How a role of its machine is reached, and S3 by its administrator. */
export interface Sandbox {
  metadata: string;
  environment: Record<string, string>;
}

/** Objects `many/file-00000000.txt` and on, each of which holds its number and a line's end. */
export async function sandbox(home: string, bucket: string, objects: number) {
  const free = ["listen", "metadata", "identity"].flatMap((what) => [`--${what}`, "127.0.0.1:0"]);
  const seed = ["--seed", "empty", "--bulk", `${bucket}=numbers:${objects}`];
  const words = ["sandbox", ...free, ...seed, "--data", join(home, "sandbox")];
  const program = new Program(wardrobe, words, home);
  await program.printed(/listening on (http:\S+)/);
  const printed = program.lines.flatMap((line) => /^export (\w+)=(\S+)$/.exec(line)?.slice(1, 3) ?? []);
  const environment: Record<string, string> = {};
  for (let at = 0; at < printed.length; at += 2) environment[printed[at]!] = printed[at + 1]!;
  const it = { metadata: environment.AWS_EC2_METADATA_SERVICE_ENDPOINT ?? "", environment };
  return { it, stop: () => program.stop() };
}

/** Turns a switch of a sandbox that only tests have. */
export async function toggle(metadata: string, method: string, name: string, body?: object) {
  const url = `${metadata}/sandbox/${name}`;
  const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
}
