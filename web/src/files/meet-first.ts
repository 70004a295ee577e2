// Of work that was refused altogether, the folder remembers it.
import { meet } from "../api/abilities";
import { ApiError } from "../api/error";
import type { Job } from "../api/jobs";
import type { Folder } from "./item";

/** What has refused one is known to refuse the others, unless something went through. */
export function meetFirst(folder: Folder, { done, error, first_failures: [first] }: Job): void {
  const why = error ?? first?.error;
  if (done === 0 && why) meet(folder, ApiError.of(why));
}
