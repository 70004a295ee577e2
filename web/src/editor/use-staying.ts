// Whoever leaves the page leaves nothing that was typed behind.
import { useEffect } from "react";
import type { Keeper } from "./keeper";

/** Keeps what waits when the page goes; asks before it goes only where something would be lost. */
export function useStaying(keeper: Keeper, isDirty: boolean): void {
  useEffect(() => {
    const keep = () => void keeper.flush();
    const ask = (event: BeforeUnloadEvent) => {
      keep();
      const { isPending, isLost } = keeper.standing;
      if (isPending || (isLost && isDirty)) event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    addEventListener("pagehide", keep);
    document.addEventListener("visibilitychange", keep);
    return () => {
      removeEventListener("beforeunload", ask);
      removeEventListener("pagehide", keep);
      document.removeEventListener("visibilitychange", keep);
    };
  }, [keeper, isDirty]);
  // Another view in this page.
  useEffect(() => () => void keeper.flush(), [keeper]);
}
