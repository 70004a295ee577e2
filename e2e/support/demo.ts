/** `wardrobe demo` on free ports with a data directory of its own. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Buckets } from "./bucket.ts";
import { Program, wardrobe } from "./program.ts";
import { toggle } from "./sandbox.ts";

export class Demo {
  url = "";
  /** The sandbox's metadata endpoints and switches. */
  metadata = "";
  /** The sandbox's identity providers. */
  identity = "";
  /** The sandbox, as an administrator of its account reaches it. */
  environment: Record<string, string> = {};
  buckets!: Buckets;
  #partner: Buckets | undefined;
  readonly #data = mkdtempSync(join(tmpdir(), "wardrobe-e2e-"));
  #program!: Program;

  static async start() {
    const demo = new Demo();
    await demo.#start();
    return demo;
  }

  async #start() {
    const words = ["demo", "--listen", "127.0.0.1:0", "--data", this.#data];
    this.#program = new Program(wardrobe, words, this.#data);
    this.url = (await this.#program.printed(/listening on (http:\S+)/)).replace(/\/$/, "");
    const printed = this.#program.lines.join("\n");
    const address = (before: string) => new RegExp(`${before} (http://\\S+)`).exec(printed)?.[1] ?? "";
    this.metadata = address("instance metadata at");
    this.identity = address("identity providers at");
    this.environment = {
      AWS_ENDPOINT_URL: address("S3 and STS are at"),
      AWS_DEFAULT_REGION: "us-east-1",
      // The administrator of every sandbox, as `wardrobe sandbox` prints it.
      AWS_ACCESS_KEY_ID: "AKIASANDBOXADMIN2345",
      AWS_SECRET_ACCESS_KEY: "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",
    };
    this.buckets = new Buckets(this.environment);
  }

  /** The buckets and roles of the other account, 222222222222. */
  get partner() {
    this.#partner ??= new Buckets({
      ...this.environment,
      AWS_ACCESS_KEY_ID: "AKIASANDBOXSTRANGER2",
      AWS_SECRET_ACCESS_KEY: "sandbox+only/a+stranger+of+no+account/01",
    });
    return this.#partner;
  }

  /** Ends every session that the sandbox has given out. */
  async expireSessions() {
    await this.#switch("POST", "expire-sessions");
  }

  /** Switches trouble on, or without settings off. */
  async faults(settings: object = {}) {
    await this.#switch("PUT", "faults", settings);
  }

  /** From now on sessions last so many seconds at most, or without a number as long as AWS lets them. */
  async sessionLife(seconds?: number) {
    if (seconds) await this.#switch("PUT", "session-life", { seconds });
    else await this.#switch("DELETE", "session-life");
  }

  /** Switches of the OpenID provider, or without settings back to how it was. */
  async openid(settings: object = {}) {
    await this.#switch("PUT", "openid", settings);
  }

  /** Who has signed in there has to do so again once their ID token is over. */
  async endRefreshTokens() {
    await this.#switch("POST", "openid/end-refresh-tokens");
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
    await toggle(this.metadata, method, name, body);
  }

  async stop() {
    this.buckets?.stop();
    this.#partner?.stop();
    await this.#program.stop();
    rmSync(this.#data, { recursive: true, force: true });
  }
}
