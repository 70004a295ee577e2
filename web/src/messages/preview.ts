// What the preview says.
import { later } from ".";
import { preview } from "./en/preview";

export const t = later("preview", preview);
