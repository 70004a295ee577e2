// Getting in and out, and what of it the rest of the page has to hear.
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { forgetAbilities } from "./abilities";
import { closeConnection, openConnection } from "./connections";
import { rememberConnection, stayHere } from "./last-used";
import { keys } from "./queries";
import { chooseRole, forgetRoles, nameOf, pathOf } from "./role";
import { endSession, showSession } from "./session";
import { endSessions } from "./sessions";
import { forgetShared } from "../share/kept";
import { type Pasted, signInWith, signOutAtProvider } from "./sign-in";
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

/** Opens a connection with what was typed or chosen, for this tab, then calls `onOpened`: also when
 * the form that asked is gone by then, because the page has moved on. */
export function useOpen(connection: string, onOpened?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (opening: Opening) => openConnection(nameOf(connection), opening),
    // What was typed is not kept.
    gcTime: 0,
    onSuccess: async (identity) => {
      rememberConnection(identity.connection);
      enter(client, identity);
      chooseRole(identity);
      onOpened?.();
      await askAnew(client);
    },
  });
}

/** At once, before the server is asked again: who we are now. */
function enter(client: QueryClient, identity: Identity): void {
  client.setQueryData(keys.identity(pathOf(identity)), identity);
  client.setQueryData<Session>(keys.session, (session) => {
    const others = session?.open.filter((other) => pathOf(other) !== pathOf(identity)) ?? [];
    return {
      person: session?.person ?? null,
      administrator: session?.administrator,
      open: [...others, identity],
    };
  });
}

/** After somebody has signed in: everything, and first who we are. */
export async function askAnew(client: QueryClient): Promise<void> {
  await Promise.all([refresh(client), client.invalidateQueries({ queryKey: keys.connections })]);
  openings += 1;
  for (const listener of listeners) listener();
  forgetAbilities(client);
  void client.invalidateQueries();
}

function refresh(client: QueryClient) {
  return client.fetchQuery({ queryKey: keys.session, queryFn: () => showSession() }).catch(() => undefined);
}

/** Closes one role of a connection, calls `onClosed`, and forgets what was seen through it. */
export function useClose(connection: string, onClosed?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => closeConnection(connection),
    onSuccess: async () => {
      onClosed?.();
      client.removeQueries({ queryKey: keys.identity(connection) });
      client.removeQueries({ queryKey: keys.locations(connection) });
      await forgetPictures().catch(() => undefined);
      await client.invalidateQueries();
    },
  });
}

/** Signs out. The page is loaded anew, so that nothing of the session stays in its memory. */
export function useSignOut() {
  return useMutation({ mutationFn: endSession, onSuccess: () => leave("/") });
}

/** Signs out in all browsers of this person. */
export function useSignOutEverywhere() {
  return useMutation({ mutationFn: endSessions, onSuccess: () => leave("/") });
}

/** Signs out here and at the identity provider of a connection. */
export function useSignOutAtProvider(connection: string) {
  return useMutation({
    mutationFn: () => signOutAtProvider(nameOf(connection)),
    onSuccess: (location) => leave(location ?? "/"),
  });
}

/** What this browser keeps of pictures that were seen. */
async function forgetPictures(): Promise<void> {
  const { forgetThumbnails } = await import("../thumbs/store");
  await forgetThumbnails();
}

async function leave(to: string): Promise<void> {
  forgetRoles();
  stayHere();
  // Not even a page that is old by now, whose parts are gone, stays.
  await Promise.allSettled([forgetShared(), forgetPictures()]);
  window.location.assign(to);
}

/** Signs in with a token or a response that was pasted. */
export function useSignInWith(connection: string, onSignedIn?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pasted: Pasted) => signInWith(connection, pasted),
    gcTime: 0,
    onSuccess: async (opened) => {
      rememberConnection(connection);
      opened.forEach(chooseRole);
      await askAnew(client);
      onSignedIn?.();
    },
  });
}
