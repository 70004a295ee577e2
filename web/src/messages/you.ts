// What the page of one's own sign-ins says.
import { later } from ".";
import { you } from "./en/you";

export const t = later("you", you);
