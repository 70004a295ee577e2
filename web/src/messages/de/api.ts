// What the page itself says of answers that did not come, or not whole.
import type { api as english } from "../en/api";
import { refusal } from "./refusal";

// The book of what the server says is large, and needed first where it says something.
let book: typeof import("./said") | undefined;
const loading = import("./said").then(
  (loaded) => void (book = loaded),
  // Without it, the server's own words are left.
  () => undefined,
);

export const api: typeof english = {
  // error.ts
  networkDown: "Vielleicht ist das Netz gestört oder der Server.",
  answered: (status) => `Der Server antwortete ${status}.`,

  ready: () => loading,
  refusal,
  remedy: (denial, remedy) => book?.remedy(denial, remedy) ?? null,
  said: (words) => book?.said(words) ?? words,

  // client.ts
  cutOff: "Die Antwort des Servers wurde abgeschnitten.",
};
