// Jobs that run already, looked for when the page opens, after each sign-in, and when somebody comes back to it.
import { useEffect } from "react";
import { useOpenings } from "../api/access";
import { useSession } from "../api/queries";
import { pathOf } from "../api/role";
import { jobs } from "./store";

/** Looks in all that is open. */
export function useLook(): void {
  const { data: session } = useSession();
  const openings = useOpenings();
  const open = session?.open.map(pathOf).join("\n") ?? "";
  useEffect(() => {
    const look = () => {
      if (open === "" || openings < 0 || document.visibilityState === "hidden") return;
      // With new credentials, what waited for them goes on by itself.
      for (const connection of open.split("\n")) void jobs.look(connection);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [open, openings]);
}
