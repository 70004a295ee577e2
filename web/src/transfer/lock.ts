// Two tabs must not both send one file: whoever sends it holds a lock that ends with the tab.

/** Runs `act` alone. Gives null when another tab is at it. */
export async function alone<T>(id: string, act: () => Promise<T>): Promise<T | null> {
  // Absent where the page was not loaded safely.
  if (!("locks" in navigator)) return act();
  const run = async (lock: Lock | null): Promise<T | null> => (lock ? act() : null);
  return await navigator.locks.request(`wardrobe-upload-${id}`, { ifAvailable: true }, run);
}

/** Whether another tab is at it. */
export async function taken(id: string): Promise<boolean> {
  return (await alone(id, () => Promise.resolve(true))) === null;
}
