/** Stores that others wrote. */

import { Program, python, root, wardrobe } from "./program.ts";

/** A running store. */
export interface Store {
  endpoint: string;
  /** As the AWS CLI reads them: of somebody who may do everything, and of a role. */
  keys: Record<string, string>;
  role: Record<string, string>;
}

/** SeaweedFS or moto, with an empty bucket that lets every page in. */
export async function store(home: string, name: string, bucket: string) {
  const environment = { WARDROBE: wardrobe };
  const program = new Program(python, [`${root}e2e/support/store.py`, name, bucket], home, environment);
  const it = JSON.parse(await program.printed(/^(\{.*\})$/m)) as Store;
  return { it, stop: () => program.stop() };
}
