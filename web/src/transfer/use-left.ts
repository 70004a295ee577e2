// Uploads that were left unfinished, looked for when the page opens and after each sign-in.
import { useEffect } from "react";
import { pathOf } from "../api/role";
import { showSession } from "../api/session";
import { onSignedIn } from "../api/signed-in";
import { transfers } from "./engine";

/** Has the queue look for them in all that is open. */
export function useLeft(): void {
  useEffect(() => {
    const look = () => {
      showSession().then(
        ({ open }) => {
          for (const identity of open) void transfers.look(pathOf(identity));
        },
        // Whoever is not signed in has left nothing that could be shown.
        () => undefined,
      );
    };
    look();
    return onSignedIn(look);
  }, []);
}
