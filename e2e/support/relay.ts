/** A wire to a store that counts what comes back. */

import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

export class Relay {
  /** Bytes that the store has sent: bodies, headers and listings. */
  bytes = 0;
  url = "";
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(store: URL) {
    this.#server = createServer((near) => {
      const far = connect(Number(store.port), store.hostname);
      far.on("data", (chunk) => (this.bytes += chunk.length));
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on("error", () => [near, far].forEach((end) => end.destroy()));
        socket.on("close", () => this.#sockets.delete(socket));
      }
      near.pipe(far).pipe(near);
    });
  }

  static async start(store: string) {
    const relay = new Relay(new URL(store));
    await new Promise<void>((done) => relay.#server.listen(0, "127.0.0.1", done));
    relay.url = `http://127.0.0.1:${(relay.#server.address() as AddressInfo).port}`;
    const stop = async () => {
      for (const socket of relay.#sockets) socket.destroy();
      relay.#server.close();
    };
    return { it: relay, stop };
  }
}
