// What the setting up of connections says.
import { later } from ".";
import { setup } from "./en/setup";

export const t = later("setup", setup);
