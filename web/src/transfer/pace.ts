// How fast it goes, by the last few seconds.

const WINDOW = 5_000;
const FEWEST = 800;

/** Bytes over time. */
export class Pace {
  #marks: { at: number; bytes: number }[] = [];

  /** Notes that by `at` (ms) there were `bytes` in all. */
  mark(bytes: number, at: number): void {
    const last = this.#marks.at(-1);
    // Fewer than before: a part was lost and is sent again.
    if (last && bytes < last.bytes) this.#marks = [];
    this.#marks.push({ at, bytes });
    while (this.#marks.length > 2 && (this.#marks[0]?.at ?? at) < at - WINDOW) this.#marks.shift();
  }

  /** Bytes per second; null while there is too little to go by. */
  speed(at: number): number | null {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (!first || !last) return null;
    const time = at - first.at;
    if (time < FEWEST) return null;
    return ((last.bytes - first.bytes) * 1000) / time;
  }
}

/** Seconds until `rest` bytes are through; null when that cannot be told. */
export function timeLeft(rest: number, speed: number | null): number | null {
  return speed && speed > 1 ? rest / speed : null;
}
