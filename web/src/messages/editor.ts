// What the editor of texts says.
import { later } from ".";
import { editor } from "./en/editor";

export const t = later("editor", editor);
