// The page of what was shared.
import { later } from ".";
import { share } from "./en/share";

export const t = later("share", share);
