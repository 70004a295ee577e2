/** The demo's buckets and roles seen from outside: boto3, not our own code, says what is in them. */

import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface, type Interface } from "node:readline";

import { python, root } from "./program.ts";

/** What STS gives for a role. */
export interface Credentials {
  id: string;
  secret: string;
  token: string;
  /** RFC 3339. */
  end: string;
}

/** What S3 says of an object. */
export interface Head {
  type: string;
  caching?: string;
  /** Absent for STANDARD. */
  storage_class?: string;
  restore?: string;
  encryption?: string;
  metadata: Record<string, string>;
  tags: Record<string, string>;
  modified: string;
}

const text = (policy: string | object) => (typeof policy === "string" ? policy : JSON.stringify(policy));

/** A version of an object, or a delete marker. */
export interface Version {
  key: string;
  id: string;
  latest: boolean;
  marker: boolean;
  /** RFC 3339. */
  at: string;
}

export class Buckets {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  constructor(environment: Record<string, string>) {
    if (!existsSync(python)) throw new Error("boto3 is missing: run `scripts/install peers`");
    const clean = { PATH: process.env.PATH ?? "", AWS_CONFIG_FILE: "/nonexistent" };
    this.#process = spawn(python, [`${root}e2e/support/bucket.py`], {
      env: { ...clean, ...environment },
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#reader = createInterface({ input: this.#process.stdout! });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  async #ask<T>(verb: string, asked: object): Promise<T> {
    this.#process.stdin!.write(`${JSON.stringify({ verb, ...asked })}\n`);
    const line = await this.#lines.next();
    if (line.done) throw new Error("boto3 has ended");
    const answer = JSON.parse(line.value) as { value: T; error?: string };
    if (answer.error) throw new Error(`${verb}: ${answer.error}`);
    return answer.value;
  }

  /** All keys below a prefix, in S3's order. */
  keys(bucket: string, prefix = "") {
    return this.#ask<string[]>("keys", { bucket, prefix });
  }

  async put(
    bucket: string,
    key: string,
    body: string | Buffer = key,
    type?: string,
    metadata?: Record<string, string>,
  ) {
    await this.#ask("put", {
      bucket,
      key,
      body: Buffer.from(body).toString("base64"),
      ...(type && { type }),
      ...(metadata && { metadata }),
    });
  }

  head(bucket: string, key: string) {
    return this.#ask<Head>("head", { bucket, key });
  }

  /** An object of a storage class, with metadata, and tags as a header has them; of `size` zeros or of its key. */
  async keep(
    bucket: string,
    key: string,
    more: { storage_class?: string; metadata?: object; tags?: string; encryption?: string; size?: number },
  ) {
    await this.#ask("keep", { bucket, key, ...more });
  }

  /** So many small objects with numbers for names. */
  async fill(bucket: string, prefix: string, count: number) {
    await this.#ask("fill", { bucket, prefix, count });
  }

  async read(bucket: string, key: string) {
    return Buffer.from(await this.#ask<string>("read", { bucket, key }), "base64");
  }

  /** The SHA-256 of an object, which may be large, in hexadecimal. */
  digest(bucket: string, key: string) {
    return this.#ask<string>("digest", { bucket, key });
  }

  async remove(bucket: string, prefix: string) {
    await this.#ask("remove", { bucket, prefix });
  }

  /** All versions and delete markers below a prefix. */
  versions(bucket: string, prefix: string) {
    return this.#ask<Version[]>("versions", { bucket, prefix });
  }

  /** Deletes them for good. */
  async removeVersions(bucket: string, prefix: string) {
    await this.#ask("remove_versions", { bucket, prefix });
  }

  async createBucket(bucket: string, region: string) {
    await this.#ask("create_bucket", { bucket, region });
  }

  async deleteBucket(bucket: string, region: string) {
    await this.#ask("delete_bucket", { bucket, region });
  }

  /** Sets the rules for pages of other sites. */
  async cors(bucket: string, rules: object[]) {
    await this.#ask("cors", { bucket, rules });
  }

  /** Keys, with this beginning, of multipart uploads that have neither ended nor been aborted. */
  async uploads(bucket: string, prefix = "") {
    const keys = await this.#ask<string[]>("uploads", { bucket });
    return keys.filter((key) => key.startsWith(prefix));
  }

  /** Begins an upload in parts and leaves it. */
  async beginUpload(bucket: string, key: string) {
    await this.#ask("begin_upload", { bucket, key });
  }

  /** When each part of the one unfinished upload of a key was stored, by its number. */
  parts(bucket: string, key: string) {
    return this.#ask<Record<string, string>>("parts", { bucket, key });
  }

  /** The bucket's own policy; `null` takes it away. */
  async setPolicy(bucket: string, policy: object | null) {
    await this.#ask("policy", { bucket, text: policy && JSON.stringify(policy) });
  }

  /** Temporary credentials of a role of the demo's account. */
  assume(role: string) {
    return this.#ask<Credentials>("assume", { role });
  }

  /** Temporary credentials of the user itself. */
  session() {
    return this.#ask<Credentials>("session", {});
  }

  /** A role of the account that may do nothing yet. Gives its ARN. */
  createRole(role: string, trust: string | object) {
    return this.#ask<string>("create_role", { role, trust: text(trust) });
  }

  /** Adds a policy to what a role of the account may do, in place of the one added before. */
  async allow(role: string, policy: string | object) {
    await this.#ask("allow", { role, policy: text(policy) });
  }

  /** Says anew whom a role of the account trusts. */
  async trust(role: string, policy: string | object) {
    await this.#ask("trust", { role, policy: text(policy) });
  }

  /** Lets the account know an OpenID provider and a client of it. */
  async openidProvider(url: string, client: string) {
    await this.#ask("openid_provider", { url, client });
  }

  /** Lets the account know a SAML provider. Gives its ARN. */
  samlProvider(name: string, metadata: string) {
    return this.#ask<string>("saml_provider", { name, metadata });
  }

  stop() {
    this.#process.stdin!.end();
    this.#reader.close();
  }
}
