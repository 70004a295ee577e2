// What is said of versions, and of the past.
import { later } from ".";
import { versions } from "./en/versions";

export const t = later("versions", versions);
