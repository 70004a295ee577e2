// A choice between a few things, that this browser remembers and the page hears of.
import { useSyncExternalStore } from "react";
import { recall, remember } from "./remembered";

export interface Setting<Value extends string> {
  get: () => Value;
  set: (value: Value) => void;
  /** For views, which are drawn again when it changes. */
  use: () => Value;
}

/** The first of the values is the usual one. */
export function setting<Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
): Setting<Value> {
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const get = () => {
    const kept = recall("browser", name);
    return values.find((value) => value === kept) ?? values[0];
  };
  return {
    get,
    set: (value) => {
      remember("browser", name, value === values[0] ? null : value);
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get),
  };
}
