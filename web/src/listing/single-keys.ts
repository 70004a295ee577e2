// Whether characters alone do something, as this browser remembers it.
import { useSyncExternalStore } from "react";
import { recall, remember } from "../util/remembered";

const NAME = "single-keys";
const listeners = new Set<() => void>();

export const singleKeys = (): boolean => recall("browser", NAME) !== "off";

export function setSingleKeys(on: boolean): void {
  remember("browser", NAME, on ? null : "off");
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSingleKeys = (): boolean => useSyncExternalStore(subscribe, singleKeys);
