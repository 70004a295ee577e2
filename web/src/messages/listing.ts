// What the list of files says.
import { later } from ".";
import { listing } from "./en/listing";

export const t = later("listing", listing);
