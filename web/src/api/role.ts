// Under which role this tab works in a connection. The page's addresses name the connection alone,
// so that a link fits everybody; API paths name the role too, as `NAME~ID`.
import { useEffect, useSyncExternalStore } from "react";
import { forget, recall, remember } from "../util/remembered";
import { useSession } from "./queries";
import type { Identity } from "./types";

const MARK = "~";

/** The connection's name, of `NAME` or `NAME~ID`. */
export function nameOf(connection: string): string {
  const [name = ""] = connection.split(MARK, 1);
  return name;
}

/** A role as API paths have it. A connection with but one role needs no id. */
export function pathOf({ connection, id, role_arn }: Identity): string {
  return role_arn ? `${connection}${MARK}${id}` : connection;
}

/** What a tab keeps: the id, and the role's ARN, by which it is found again under another id. */
interface Choice {
  id: string;
  arn: string;
}

const listeners = new Set<() => void>();
const place = (name: string) => `role ${name}`;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function choiceIn(kept: string | null): Choice | null {
  const [id, arn] = kept?.split(" ") ?? [];
  return id && arn ? { id, arn } : null;
}

/** From now on this tab works under `identity` in its connection. */
export function chooseRole({ connection, id, role_arn }: Identity): void {
  if (!role_arn) return;
  remember("tab", place(connection), `${id} ${role_arn}`);
  // The next sign-in offers it first.
  remember("browser", place(connection), role_arn);
  for (const listener of listeners) listener();
}

/** After a sign-out nothing is chosen. */
export function forgetRoles(): void {
  forget("tab", "role ");
}

/** The ARN of the role that was chosen last in a connection, in any tab. */
export function lastRole(name: string): string | null {
  return recall("browser", place(name));
}

/** Of what is open, the role of this tab: the one it chose, the same under another id, else the one
 * that was opened last. */
export function roleAmong(open: Identity[], name: string, choice: Choice | null): Identity | undefined {
  const here = open.filter(({ connection }) => connection === name);
  return (
    here.find(({ id }) => id === choice?.id) ??
    here.find(({ role_arn }) => role_arn && role_arn === choice?.arn) ??
    here.at(-1)
  );
}

function useChoice(name: string): Choice | null {
  return choiceIn(useSyncExternalStore(subscribe, () => recall("tab", place(name))));
}

/** As whom this tab works in a connection; nothing when it is not open, or not known yet. */
export function useOpened(name: string): Identity | undefined {
  const choice = useChoice(name);
  const { data: session } = useSession();
  return session && roleAmong(session.open, name, choice);
}

/** The connection as API paths have it, for this tab: `NAME`, or `NAME~ID`. */
export function useRole(name: string): string {
  const choice = useChoice(name);
  const opened = useOpened(name);
  if (opened) return pathOf(opened);
  return choice ? `${name}${MARK}${choice.id}` : name;
}

/** Keeps the tab at its role while others are opened elsewhere. When its own is gone, calls `onOther`
 * with the one that has taken its place. Once around everything. */
export function useSettledRole(name: string, onOther: (now: Identity) => void): void {
  const choice = useChoice(name);
  const opened = useOpened(name);
  useEffect(() => {
    if (!opened?.role_arn || opened.id === choice?.id) return;
    chooseRole(opened);
    if (choice && choice.arn !== opened.role_arn) onOther(opened);
  });
}
