// What the page knows of the server, kept fresh: one hook per thing.
import { QueryClient, useQuery } from "@tanstack/react-query";
import { ApiError } from "./client";
import { listConnections, listLocations, showIdentity } from "./connections";
import { showSession } from "./session";
import { listRoles } from "./sign-in";

/** The keys under which answers are kept. */
export const keys = {
  session: ["session"] as const,
  connections: ["connections"] as const,
  identity: (connection: string) => ["identity", connection] as const,
  locations: (connection: string) => ["locations", connection] as const,
  roles: (connection: string) => ["roles", connection] as const,
  abilities: (connection: string, bucket: string, prefix: string, of?: string) =>
    ["abilities", connection, bucket, prefix, of] as const,
};

/** Asks again only where asking again can help. */
function worthAnother(failures: number, error: unknown): boolean {
  const passing = ["no-answer", "unreachable", "throttled"];
  return failures < 2 && error instanceof ApiError && passing.includes(error.code);
}

export function createQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: worthAnother, staleTime: 15_000 } } });
}

/** Who is signed in, and which connections are open. */
export function useSession() {
  return useQuery({ queryKey: keys.session, queryFn: ({ signal }) => showSession(signal) });
}

/** All connections there are. */
export function useConnections() {
  return useQuery({ queryKey: keys.connections, queryFn: ({ signal }) => listConnections(signal) });
}

/** As whom we work in a connection; asked again each minute, as credentials come and go. */
export function useIdentity(connection: string) {
  return useQuery({
    queryKey: keys.identity(connection),
    queryFn: ({ signal }) => showIdentity(connection, signal),
    enabled: connection !== "",
    refetchInterval: 60_000,
  });
}

/** Where one can begin in a connection. */
export function useLocations(connection: string) {
  return useQuery({
    queryKey: keys.locations(connection),
    queryFn: ({ signal }) => listLocations(connection, signal),
  });
}

/** The roles that the sign-in offers in a connection. */
export function useRoles(name: string, enabled = true) {
  return useQuery({
    queryKey: keys.roles(name),
    queryFn: ({ signal }) => listRoles(name, signal),
    enabled,
  });
}
