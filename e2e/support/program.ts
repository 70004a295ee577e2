/** Programs that run as long as a test needs them. */

import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));
/** Our binary. */
export const wardrobe = process.env.WARDROBE ?? `${root}target/debug/wardrobe`;
/** Python with boto3 and the peers. */
export const python = `${root}.tools/venv/bin/python`;
/** A busy machine is slow, not wrong. */
const PATIENCE = 300_000;

/** A port that nobody listens at just now. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

export class Program {
  /** What it has printed so far. */
  readonly lines: string[] = [];
  readonly #process: ChildProcess;
  #look: () => void = () => undefined;

  /** Starts it in `home`, without a single variable of ours that says who we are at AWS. */
  constructor(command: string, words: string[], home: string, environment: Record<string, string> = {}) {
    this.#process = spawn(command, words, {
      cwd: home,
      env: { PATH: process.env.PATH ?? "", HOME: home, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#process.stdout!, this.#process.stderr!])
      createInterface({ input: stream }).on("line", (line) => {
        this.lines.push(line);
        this.#look();
      });
  }

  /** Waits until it has printed this, and gives what the first group holds. */
  async printed(wanted: RegExp) {
    return new Promise<string>((found, failed) => {
      const fail = (why: string) => failed(new Error(`${why}:\n${this.lines.join("\n")}`));
      const late = setTimeout(() => fail(`no ${wanted}`), PATIENCE);
      const ended = () => fail(`it ended before it printed ${wanted}`);
      this.#look = () => {
        const match = wanted.exec(this.lines.join("\n"));
        if (!match) return;
        clearTimeout(late);
        this.#process.off("exit", ended);
        this.#look = () => undefined;
        found(match[1] ?? "");
      };
      this.#process.once("exit", ended).once("error", failed);
      this.#look();
    });
  }

  /** Ends it as a crash does: without a chance to put anything in order. */
  async kill() {
    const ended = new Promise((done) => this.#process.once("exit", done));
    this.#process.kill("SIGKILL");
    await ended;
  }

  async stop() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((done) => this.#process.once("exit", done));
    this.#process.kill("SIGTERM");
    const late = setTimeout(() => this.#process.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(late);
  }
}
