// Which connections were used last, and whether a page may go straight on to the only one there is.
import { recall, remember } from "../util/remembered";
import type { Connection } from "./types";

const MOST = 20;
const used = () => recall("browser", "last-used")?.split(" ") ?? [];

/** A connection is used now. */
export function rememberConnection(name: string): void {
  const names = [name, ...used().filter((other) => other !== name)];
  remember("browser", "last-used", names.slice(0, MOST).join(" "));
}

/** The one used last first; those never used in the order in which they are declared. */
export function lastUsedFirst(connections: Connection[]): Connection[] {
  const names = used();
  const rank = ({ name }: Connection) => (names.includes(name) ? names.indexOf(name) : MOST);
  return connections.toSorted((a, b) => rank(a) - rank(b));
}

/** This tab has gone on already, has been at work, has failed, or has signed out: whoever sees the
 * tiles now is to see them. */
export function stayHere(): void {
  remember("tab", "stay", "1");
}

/** Whether a page with one connection may go straight on to it; yes at most once in a tab. */
export function mayGoOn(): boolean {
  if (recall("tab", "stay") !== null) return false;
  stayHere();
  // Where nothing is kept, it could never end.
  return recall("tab", "stay") !== null;
}
