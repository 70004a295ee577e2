// What the page itself says of answers that did not come, or not whole.
import type { api as english } from "../en/api";
import { refusal } from "./refusal";

export const api: typeof english = {
  // error.ts
  networkDown: "Vielleicht ist das Netz gestört oder der Server.",
  answered: (status) => `Der Server antwortete ${status}.`,

  refusal,

  // client.ts
  cutOff: "Die Antwort des Servers wurde abgeschnitten.",
};
