// Long work, done a few milliseconds at a time, so that the page goes on answering meanwhile.

/** Milliseconds that a slice takes; more where nobody looks, as timers are slow there. */
const SLICE = 8;
const SLICE_HIDDEN = 100;
/** Milliseconds after which it is told how far it is, and then between tellings. */
const PATIENCE = 300;

/** Gives, step by step, which share of it is done. A step should take well under a millisecond. */
export type Work<T> = Generator<number, T, void>;

/** Does the work, the first slice at once: what is little is done when this returns. `progress` hears
 * of work that takes long. Gives back what stops it. */
export function inSlices<T>(
  work: Work<T>,
  done: (result: T) => void,
  progress: (share: number) => void = () => undefined,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = performance.now();
  const slice = () => {
    const until = performance.now() + (isHidden() ? SLICE_HIDDEN : SLICE);
    for (;;) {
      const step = work.next();
      if (step.done) return done(step.value);
      const now = performance.now();
      if (now < until) continue;
      if (now - told >= PATIENCE) {
        told = now;
        progress(step.value);
      }
      timer = setTimeout(slice, 0);
      return;
    }
  };
  slice();
  return () => clearTimeout(timer);
}

function isHidden(): boolean {
  return typeof document !== "undefined" && document.hidden;
}
