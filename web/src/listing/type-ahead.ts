// Finding a row by the first letters of its name, as they are typed.

/** Milliseconds after which a letter begins a new name. */
const PAUSE = 900;

/** What has been typed lately. */
export class TypeAhead {
  #typed = "";
  #last = 0;

  /** Whether a name is being typed. */
  typing(now = performance.now()): boolean {
    return this.#typed !== "" && now - this.#last < PAUSE;
  }

  /** What is typed next begins a new name. */
  end(): void {
    this.#typed = "";
  }

  /** Adds a letter; gives all of the name so far. */
  add(char: string, now = performance.now()): string {
    this.#typed = this.typing(now) ? this.#typed + char : char;
    this.#last = now;
    return this.#typed;
  }
}

/** The next of `count` names that begins with `typed`, at or after the focus, round the end. One
 * letter, typed again and again, goes from one name to the next. -1 when there is none. */
export function findTyped(
  count: number,
  name: (index: number) => string,
  focus: number,
  typed: string,
): number {
  const letters = [...typed];
  const same = letters.every((letter) => letter === letters[0]);
  const wanted = (same ? (letters[0] ?? "") : typed).toLowerCase();
  // Most names are told apart by their first letter, which has to be quick among a million.
  const plain = /^[\x21-\x7e]/.test(wanted);
  const [lower, upper] = [wanted.charCodeAt(0), wanted.toUpperCase().charCodeAt(0)];
  const start = Math.max(focus, 0) + (same && focus >= 0 ? 1 : 0);
  for (let step = 0; step < count; step += 1) {
    const at = (start + step) % count;
    const full = name(at);
    const first = full.charCodeAt(0);
    if (plain && first < 0x7f && first !== lower && first !== upper) continue;
    const beginning = full.slice(0, wanted.length * 2).toLowerCase();
    if (beginning.startsWith(wanted)) return at;
  }
  return -1;
}
