// Two tabs must not both send one file: whoever sends it holds a lock that ends with the tab.

const name = (id: string) => `wardrobe-upload-${id}`;

/** Runs `act` alone. Gives null when another tab is at it. */
export async function alone<T>(id: string, act: () => Promise<T>): Promise<T | null> {
  // Absent where the page was not loaded safely.
  if (!("locks" in navigator)) return act();
  const run = async (lock: Lock | null): Promise<T | null> => (lock ? act() : null);
  return await navigator.locks.request(name(id), { ifAvailable: true }, run);
}

/** Whether a tab is at it. */
export async function taken(id: string): Promise<boolean> {
  if (!("locks" in navigator)) return false;
  const { held = [] } = await navigator.locks.query();
  return held.some((lock) => lock.name === name(id));
}
