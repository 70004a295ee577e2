// The queue for React.
import { useSyncExternalStore } from "react";
import { transfers } from "./engine";
import type { View } from "./view";

/** What goes on with the uploads, as of the last beat. */
export function useTransfers(): View {
  return useSyncExternalStore(transfers.subscribe, transfers.snapshot);
}
