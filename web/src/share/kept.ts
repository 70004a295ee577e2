// What was shared with the installed page, and waits to be uploaded. The service worker, public/share-worker.js,
// has put it there; it stays in this browser until it is uploaded, discarded, or somebody signs out.
import { recall, remember } from "../util/remembered";

/** As in public/share-worker.js. */
export const KEPT = "wardrobe-shared";
const WAITS = "shared";

/** So that a share finds somebody to take it. Only where the page is installed can anything be shared with it. */
export function takeShares(): void {
  const register = () => {
    navigator.serviceWorker?.register("/share-worker.js", { scope: "/share" }).catch(() => undefined);
  };
  if (matchMedia("(display-mode: standalone)").matches) register();
  else addEventListener("appinstalled", register);
}

/** This tab knows that something waits, while the person is elsewhere, such as signing in. */
export function noteWaiting(waits: boolean): void {
  remember("tab", WAITS, waits ? "yes" : null);
}

export function isWaiting(): boolean {
  return recall("tab", WAITS) !== null;
}

/** Forgets all of it. */
export async function forgetShared(): Promise<void> {
  noteWaiting(false);
  // Where a page is not installed, or not safe, there are no such things.
  await globalThis.caches?.delete(KEPT).catch(() => false);
}
