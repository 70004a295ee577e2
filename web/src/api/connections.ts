// The places to work, opening and closing them, and who one is there.
import { connectionPath, request, requestJson } from "./client";
import type { Bucket, Connection, Identity, Locations, Opening } from "./types";

/** All connections there are; needs no session. */
export async function listConnections(signal?: AbortSignal): Promise<Connection[]> {
  const { connections } = await requestJson<{ connections: Connection[] }>("/api/connections", { signal });
  return connections;
}

/** Opens a connection with what it asks for. */
export function openConnection(
  connection: string,
  opening: Opening,
  signal?: AbortSignal,
): Promise<Identity> {
  return requestJson(connectionPath(connection, "open"), { method: "POST", json: opening, signal });
}

/** Closes one connection; its credentials are forgotten. */
export async function closeConnection(connection: string): Promise<void> {
  await request(connectionPath(connection, "open"), { method: "DELETE" });
}

/** As whom this session works in a connection. */
export function showIdentity(connection: string, signal?: AbortSignal): Promise<Identity> {
  return requestJson(connectionPath(connection, "identity"), { signal });
}

/** Where a person can begin. */
export function listLocations(connection: string, signal?: AbortSignal): Promise<Locations> {
  return requestJson(connectionPath(connection, "locations"), { signal });
}

/** A bucket's region, and whether it keeps versions. */
export function showBucket(connection: string, bucket: string, signal?: AbortSignal): Promise<Bucket> {
  return requestJson(connectionPath(connection, "bucket"), { query: { bucket }, signal });
}
