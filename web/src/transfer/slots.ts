// So many at a time, first come, first served.

/** A place for each of `size` things at once; others wait in line. Where that is too much, there are fewer
 * places for a while. */
export class Slots {
  readonly #most: number;
  #size: number;
  #taken = 0;
  /** Things that went well since there are fewer. */
  #well = 0;
  #line: (() => void)[] = [];

  constructor(size: number) {
    this.#most = size;
    this.#size = size;
  }

  /** Half as many from now on. One more again for every few that go well. */
  narrow(): void {
    this.#size = Math.max(1, Math.floor(this.#size / 2));
    this.#well = 0;
  }

  #widen(): void {
    this.#well += 1;
    if (this.#size === this.#most || this.#well < 2 * this.#size) return;
    this.#well = 0;
    this.#size += 1;
    this.#next();
  }

  /** Runs `act` as soon as there is a place; leaves the line when `signal` says so. */
  async hold<T>(signal: AbortSignal, act: () => Promise<T>): Promise<T> {
    await this.#enter(signal);
    try {
      const done = await act();
      this.#widen();
      return done;
    } finally {
      this.#leave();
    }
  }

  #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#taken < this.#size) {
      this.#taken += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener("abort", give);
        resolve();
      };
      const give = () => {
        this.#line = this.#line.filter((other) => other !== enter);
        reject(signal.reason as Error);
      };
      signal.addEventListener("abort", give, { once: true });
      this.#line.push(enter);
    });
  }

  #leave(): void {
    this.#taken -= 1;
    this.#next();
  }

  #next(): void {
    while (this.#taken < this.#size) {
      const next = this.#line.shift();
      if (!next) return;
      this.#taken += 1;
      next();
    }
  }
}
