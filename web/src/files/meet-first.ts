// Of work that was refused altogether, the folder remembers it.
import { meet } from "../api/abilities";
import type { Job } from "../parts/use-job";
import type { Folder } from "./item";

/** What has refused one is known to refuse the others, unless something went through. */
export function meetFirst(folder: Folder, { failed, error }: Job): void {
  const first = error ?? failed[0]?.error;
  if (first) meet(folder, first);
}
