// Light, dark, or as the system has it.
import { recall, remember } from "../util/remembered";

export type Theme = "system" | "light" | "dark";

/** What was chosen before; `system` when nothing was, or the browser keeps nothing. */
export function storedTheme(): Theme {
  const stored = recall("browser", "theme");
  return stored === "light" || stored === "dark" ? stored : "system";
}

/** Shows the page in a theme. */
export function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Shows the page in a theme from now on. */
export function chooseTheme(theme: Theme): void {
  applyTheme(theme);
  remember("browser", "theme", theme === "system" ? null : theme);
}
