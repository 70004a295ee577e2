// So many at a time, first come, first served.

/** A place for each of `size` things at once; others wait in line. */
export class Slots {
  #free: number;
  #line: (() => void)[] = [];

  constructor(size: number) {
    this.#free = size;
  }

  /** Runs `act` as soon as there is a place; leaves the line when `signal` says so. */
  async hold<T>(signal: AbortSignal, act: () => Promise<T>): Promise<T> {
    await this.#enter(signal);
    try {
      return await act();
    } finally {
      this.#leave();
    }
  }

  #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
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
    const next = this.#line.shift();
    if (next) next();
    else this.#free += 1;
  }
}
