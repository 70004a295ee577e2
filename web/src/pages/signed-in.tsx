// The end of a sign-in in a window of its own: it tells the page that waits, and closes.
import { useEffect, useState } from "react";
import { nameOf } from "../api/role";
import { tellSignedIn } from "../api/signed-in";
import { m } from "../messages";
import { useSignInError } from "../parts/use-sign-in-error";
import { paths } from "../routes";
import { Logo } from "../ui/logo";
import { useTitle } from "../ui/title";
import { OpenError } from "./sign-in-error";
import "./sign-in.css";

/** Time enough for the word to get out. */
const SOON = 100;

export function SignedInPage() {
  const [connection] = useState(() =>
    nameOf(new URLSearchParams(window.location.search).get("connection") ?? ""),
  );
  const { error, isAwaited } = useSignInError();
  const failed = error !== null || isAwaited;
  useTitle(failed ? m.pages.signIn : m.pages.signedIn);
  useEffect(() => {
    if (failed) return;
    tellSignedIn(connection);
    const timer = setTimeout(() => window.close(), SOON);
    return () => clearTimeout(timer);
  }, [connection, failed]);
  if (isAwaited) return null;
  return (
    <main className="sign-in signed-in">
      <header className="sign-in-head">
        <Logo size={44} />
        <h1>{failed ? m.pages.signInFailed : m.pages.youAre}</h1>
        <p>{failed ? m.pages.behind : m.pages.closeWindow}</p>
      </header>
      {error && <OpenError error={error} title={m.pages.why} />}
      {error && (
        <a className="button" data-look="primary" href={paths.signIn(connection, { popup: true })}>
          <span className="button-words">{m.pages.tryAgain}</span>
        </a>
      )}
    </main>
  );
}
