// What the file page says.
import { later } from ".";
import { files } from "./en/files";

export const t = later("files", files);
