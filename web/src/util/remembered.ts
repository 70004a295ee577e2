// What a browser, or one of its tabs, remembers. Nothing where it keeps nothing.

type Where = "browser" | "tab";

const storage = (where: Where) => (where === "tab" ? sessionStorage : localStorage);

/** What was remembered under a name. */
export function recall(where: Where, name: string): string | null {
  try {
    return storage(where).getItem(`wardrobe-${name}`);
  } catch {
    return null;
  }
}

/** Remembers a text under a name; forgets what was there when it is `null`. */
export function remember(where: Where, name: string, text: string | null): void {
  try {
    if (text === null) storage(where).removeItem(`wardrobe-${name}`);
    else storage(where).setItem(`wardrobe-${name}`, text);
  } catch {
    // A browser that keeps nothing works too.
  }
}

/** Forgets all whose names begin with a text. */
export function forget(where: Where, beginning: string): void {
  try {
    const names = Object.keys(storage(where)).filter((name) => name.startsWith(`wardrobe-${beginning}`));
    for (const name of names) storage(where).removeItem(name);
  } catch {
    // As above.
  }
}
