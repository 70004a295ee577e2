// Signing in again without leaving the page: in a window of its own, which tells the page at its end.
import { useState } from "react";
import type { Connection } from "../api/types";
import { m } from "../messages";
import { paths } from "../routes";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";

export interface SignInAgainProps {
  connection: Connection;
  look?: "plain" | "primary";
  children?: string;
}

/** Opens the window; where the browser does not let it, gives a link. */
export function SignInAgain({
  connection,
  look = "primary",
  children = m.parts.signInAgain,
}: SignInAgainProps) {
  const [blocked, setBlocked] = useState(false);
  const href = paths.signIn(connection.name, { popup: true });
  if (blocked) {
    return (
      <p className="sign-in-again">
        {m.parts.blocked((words) => (
          <a href={href} target="_blank" rel="noopener noreferrer">
            {words}
            <Icon name="external" size={14} />
          </a>
        ))}
      </p>
    );
  }
  return (
    <span className="sign-in-again">
      <Button look={look} onPress={() => setBlocked(!openWindow(href))}>
        {children}
      </Button>
    </span>
  );
}

function openWindow(href: string): boolean {
  const [width, height] = [520, 680];
  const left = Math.max(0, window.screenX + (window.outerWidth - width) / 2);
  const top = Math.max(0, window.screenY + (window.outerHeight - height) / 3);
  const features = `popup,width=${width},height=${height},left=${left},top=${top}`;
  return window.open(href, "wardrobe-sign-in", features) !== null;
}
