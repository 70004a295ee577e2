// How folders are shown, as this browser remembers it.
import { setting } from "../util/setting";

export const views = ["list", "grid", "gallery"] as const;

export const view = setting("view", views);

/** Small pictures in place of the icons of pictures. */
export const thumbnails = setting("thumbnails", ["on", "off"]);

/** From one to the next, round the end. */
export function nextView(): void {
  view.set(views[(views.indexOf(view.get()) + 1) % views.length] ?? "list");
}
