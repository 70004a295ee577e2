// What the page itself says of answers that did not come, or not whole.
import type { Denial, Remedy } from "../../api/types";

export const api = {
  // error.ts
  networkDown: "The network may be down, or the server.",
  answered: (status: string) => `The server answered ${status}.`,

  /** When what follows can be said. In English that is always. */
  ready: (): Promise<void> => Promise.resolve(),

  /** What was refused, in one sentence; null where the server's own says it. In English that always does. */
  refusal: (() => null) as (denial: Denial) => string | null,

  /** What would lift it; null as there. */
  remedy: (() => null) as (denial: Denial, remedy: Remedy) => string | null,

  /** What the server says of anything else. */
  said: (words: string) => words,

  // client.ts
  cutOff: "The server's answer was cut off.",
};
