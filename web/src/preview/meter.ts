// How much of an object has been read to show it.
import { createContext, use, useEffect, useState, useSyncExternalStore } from "react";

/** Counts the bytes that came for one preview. */
export class Meter {
  /** What it counts for. */
  readonly of: string;
  #bytes = 0;
  readonly #listeners = new Set<() => void>();

  constructor(of: string) {
    this.of = of;
  }

  /** So many more have come. */
  readonly add = (bytes: number): void => {
    if (bytes <= 0) return;
    this.#bytes += bytes;
    for (const listener of this.#listeners) listener();
  };

  readonly read = (): number => this.#bytes;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

const none = new Meter("");
const Context = createContext(none);

/** Whoever reads below it counts there. */
export const MeterProvider = Context.Provider;

export function useMeter(): Meter {
  return use(Context);
}

export function useBytesRead(meter: Meter): number {
  return useSyncExternalStore(meter.subscribe, meter.read);
}

/** Counts what the browser itself reads from an address. It tells when all of an answer has come, so this is
 * for what it reads whole. */
export function useBrowserMeter(url: string): void {
  const meter = useMeter();
  // The browser begins before any effect does.
  const [since] = useState(() => performance.now());
  useEffect(() => {
    if (typeof PerformanceObserver === "undefined") return;
    const { href } = new URL(url, location.href);
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName(href)) {
        const { startTime, transferSize, encodedBodySize } = entry as PerformanceResourceTiming;
        // What lay in the browser's own store was not read anew.
        if (startTime >= since && transferSize > 0) meter.add(encodedBodySize);
      }
    });
    observer.observe({ type: "resource", buffered: true });
    return () => observer.disconnect();
  }, [url, meter, since]);
}
