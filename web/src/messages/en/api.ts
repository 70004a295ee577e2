// What the page itself says of answers that did not come, or not whole.
import type { Denial } from "../../api/types";

export const api = {
  // error.ts
  networkDown: "The network may be down, or the server.",
  answered: (status: string) => `The server answered ${status}.`,

  /** What was refused, in one sentence; null where the server's own says it. In English that always does. */
  refusal: (() => null) as (denial: Denial) => string | null,

  // client.ts
  cutOff: "The server's answer was cut off.",
};
