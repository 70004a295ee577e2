/** `wardrobe serve`, with a connection `files` whose S3 and STS are the demo's or another's. */

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { Program, freePort, root, wardrobe } from "./program.ts";

/** Where S3 and STS are, as the AWS CLI reads it. */
interface At {
  environment: Record<string, string>;
}

const listening = /listening on (http:\S+)/;

/** Runs it in `home`; gives its address. `settings` is how the connection becomes a role, and what belongs to it. */
export async function serve(home: string, at: At, settings: string, environment?: Record<string, string>) {
  const file = configure(home, at, settings, 0);
  const program = new Program(wardrobe, ["serve", "--config", file], home, environment);
  return { it: await program.printed(listening), stop: () => program.stop() };
}

/** The role of the demo's machine, for these people, whose password is lovelace. */
export function forPeople(metadata: string, ...names: string[]) {
  const asked = { input: "lovelace\n", cwd: root, encoding: "utf8" } as const;
  const hash = execFileSync(wardrobe, ["hash-password"], asked).trim();
  const users = names.map((name) => `[[user]]\nname = "${name}"\npassword_hash = "${hash}"\n`);
  return `
role = { kind = "service", sources = ["instance"], instance_endpoint = "${metadata}" }
people = { users = ${JSON.stringify(names)} }
${users.join("")}`;
}

/** The same for whoever comes. */
export const forAnyone = (metadata: string) => `
people = { anyone = true }
role = { kind = "service", sources = ["instance"], instance_endpoint = "${metadata}" }
`;

/** One that can crash and be started again, at the same address and with what it remembers. */
export class Crashing {
  readonly url: string;
  readonly #start: () => Program;
  #program: Program;

  private constructor(url: string, start: () => Program) {
    this.url = url;
    this.#start = start;
    this.#program = start();
  }

  static async start(home: string, at: At, settings: string) {
    const port = await freePort();
    const file = configure(home, at, settings, port);
    const start = () => new Program(wardrobe, ["serve", "--config", file], home);
    const server = new Crashing(`http://127.0.0.1:${port}`, start);
    await server.#program.printed(listening);
    return { it: server, stop: () => server.#program.stop() };
  }

  async crash() {
    await this.#program.kill();
  }

  async startAgain() {
    this.#program = this.#start();
    await this.#program.printed(listening);
  }
}

function configure(home: string, at: At, settings: string, port: number) {
  const endpoint = at.environment.AWS_ENDPOINT_URL ?? "";
  const file = join(home, "wardrobe.toml");
  writeFileSync(
    file,
    `
[server]
listen = "127.0.0.1:${port}"
database = "sqlite:${home}/wardrobe.db"
secret_key_file = "${home}/wardrobe.key"
[[connection]]
name = "files"
label = "Files"
endpoint = "${endpoint}"
sts_endpoint = "${endpoint}"
${settings}`,
  );
  return file;
}
