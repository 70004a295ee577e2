// What the search says.
import { later } from ".";
import { search } from "./en/search";

export const t = later("search", search);
