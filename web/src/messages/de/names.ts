// What is odd about names.
import type { names as english } from "../en/names";

export const names: typeof english = {
  // names.ts
  empty: "(leerer Name)",
  isEmpty: "Der Name ist leer.",
  beginsWithSpace: "Der Name beginnt mit einem Leerzeichen.",
  endsInSpace: "Der Name endet mit einem Leerzeichen.",
  unseen: "Der Name hat Zeichen, die man nicht sehen kann.",
};
