/** `wardrobe demo` on free ports with a data directory of its own. */

import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { Buckets } from "./bucket.ts";

const binary = process.env.WARDROBE ?? fileURLToPath(new URL("../../target/debug/wardrobe", import.meta.url));

export class Demo {
  readonly lines: string[] = [];
  url = "";
  /** The sandbox's metadata endpoints and switches. */
  metadata = "";
  /** The sandbox, as an administrator of its account reaches it. */
  environment: Record<string, string> = {};
  buckets!: Buckets;
  readonly #data = mkdtempSync(join(tmpdir(), "wardrobe-e2e-"));
  #process!: ChildProcess;

  static async start() {
    const demo = new Demo();
    await demo.#start();
    return demo;
  }

  async #start() {
    this.#process = spawn(binary, ["demo", "--listen", "127.0.0.1:0", "--data", this.#data], {
      env: { PATH: process.env.PATH ?? "", HOME: this.#data },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process.stderr!.setEncoding("utf8").on("data", (text: string) => this.lines.push(text));
    this.url = await new Promise<string>((ready, failed) => {
      const late = setTimeout(
        () => failed(new Error(`no demo within 120 s:\n${this.lines.join("\n")}`)),
        120_000,
      );
      createInterface({ input: this.#process.stdout! })
        .on("line", (line) => {
          this.lines.push(line);
          const found = /listening on (http:\S+)/.exec(line)?.[1];
          if (!found) return;
          clearTimeout(late);
          ready(found.replace(/\/$/, ""));
        })
        .on("close", () => failed(new Error(`the demo ended:\n${this.lines.join("\n")}`)));
    });
    const printed = this.lines.join("\n");
    const address = (before: string) => new RegExp(`${before} (http://\\S+)`).exec(printed)?.[1] ?? "";
    this.metadata = address("instance metadata at");
    this.environment = {
      AWS_ENDPOINT_URL: address("S3 and STS are at"),
      AWS_DEFAULT_REGION: "us-east-1",
      // The administrator of every sandbox, as `wardrobe sandbox` prints it.
      AWS_ACCESS_KEY_ID: "AKIASANDBOXADMIN2345",
      AWS_SECRET_ACCESS_KEY: "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",
    };
    this.buckets = new Buckets(this.environment);
  }

  /** Ends every session that the sandbox has given out. */
  async expireSessions() {
    await this.#switch("POST", "expire-sessions");
  }

  /** Switches trouble on, or without settings off. */
  async faults(settings: object = {}) {
    await this.#switch("PUT", "faults", settings);
  }

  /** How many requests of an S3 operation came in since the last `forgetRequests`. */
  async requests(operation: string) {
    const answer = await fetch(`${this.metadata}/sandbox/requests`);
    const counts = (await answer.json()) as Record<string, number>;
    return counts[operation] ?? 0;
  }

  async forgetRequests() {
    await this.#switch("DELETE", "requests");
  }

  async #switch(method: string, name: string, body?: object) {
    const url = `${this.metadata}/sandbox/${name}`;
    const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  }

  async stop() {
    this.buckets?.stop();
    const ended = new Promise((done) => this.#process.once("exit", done));
    this.#process.kill("SIGTERM");
    const late = setTimeout(() => this.#process.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(late);
    rmSync(this.#data, { recursive: true, force: true });
  }
}
