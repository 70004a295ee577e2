// Getting in and out, and what of it the rest of the page has to hear.
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { closeConnection, openConnection } from "./connections";
import { keys } from "./queries";
import { endSession, showSession } from "./session";
import type { Identity, Opening, Session } from "./types";

let openings = 0;
const listeners = new Set<() => void>();

/** Counts how often a connection has been opened. A view that failed for want of credentials asks
 * again when it changes. */
export function useOpenings(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => openings,
  );
}

/** Opens a connection with what was typed, then calls `onOpened`: also when the form that asked is
 * gone by then, because the page has moved on. */
export function useOpen(connection: string, onOpened?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (opening: Opening) => openConnection(connection, opening),
    // What was typed is not kept.
    gcTime: 0,
    onSuccess: async (identity) => {
      enter(client, identity);
      onOpened?.();
      await Promise.all([refresh(client), client.invalidateQueries({ queryKey: keys.connections })]);
      openings += 1;
      for (const listener of listeners) listener();
      void client.invalidateQueries();
    },
  });
}

/** At once, before the server is asked again: who we are now. */
function enter(client: QueryClient, identity: Identity): void {
  client.setQueryData(keys.identity(identity.connection), identity);
  client.setQueryData<Session>(keys.session, (session) => {
    const others = session?.open.filter((other) => other.connection !== identity.connection) ?? [];
    return { person: session?.person ?? null, open: [...others, identity] };
  });
}

function refresh(client: QueryClient) {
  return client.fetchQuery({ queryKey: keys.session, queryFn: () => showSession() }).catch(() => undefined);
}

/** Closes one connection, calls `onClosed`, and forgets what was seen through it. */
export function useClose(connection: string, onClosed?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => closeConnection(connection),
    onSuccess: async () => {
      onClosed?.();
      client.removeQueries({ queryKey: keys.identity(connection) });
      client.removeQueries({ queryKey: keys.locations(connection) });
      await client.invalidateQueries();
    },
  });
}

/** Signs out. The page is loaded anew, so that nothing of the session stays in its memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: endSession,
    onSuccess: () => window.location.assign("/"),
  });
}
