// The versions of a file.
import { useQuery } from "@tanstack/react-query";
import type { ObjectVersion, Versioning } from "../api/types";
import { listVersions } from "../api/versions";

export interface Versions {
  /** Newest first. */
  versions: ObjectVersion[];
  /** Whether the bucket keeps versions. */
  versioning: Versioning;
}

export function useVersions(connection: string, bucket: string, key: string) {
  return useQuery({
    queryKey: ["versions", connection, bucket, key],
    queryFn: async ({ signal }): Promise<Versions> => {
      const versions: ObjectVersion[] = [];
      let versioning: Versioning = "unknown";
      for await (const line of listVersions(connection, bucket, key, signal)) {
        if (line.type === "page") versions.push(...line.versions);
        else ({ versioning } = line);
      }
      return { versions, versioning };
    },
    staleTime: 0,
    gcTime: 0,
  });
}
