// Whether characters alone do something, as this browser remembers it.
import { setting } from "../util/setting";

const kept = setting("single-keys", ["on", "off"]);

export const singleKeys = (): boolean => kept.get() === "on";
export const setSingleKeys = (on: boolean): void => kept.set(on ? "on" : "off");
export const useSingleKeys = (): boolean => kept.use() === "on";
