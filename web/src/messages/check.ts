// What the check says.
import { later } from ".";
import { check } from "./en/check";

export const t = later("check", check);
