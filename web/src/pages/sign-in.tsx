// The first page: one tile per connection while nothing is open, and what is open afterwards.
import { useEffect } from "react";
import { useLocation } from "wouter";
import { useOpen } from "../api/access";
import type { ApiError } from "../api/error";
import { lastUsedFirst, mayGoOn } from "../api/last-used";
import { useConnections, useSession } from "../api/queries";
import type { Connection } from "../api/types";
import { m } from "../messages";
import { Logo } from "../ui/logo";
import { Skeleton } from "../ui/skeleton";
import { ErrorState } from "../ui/states";
import { EmptyState } from "../ui/empty-state";
import { SignInFailure } from "../parts/sign-in-failure";
import { type SignInError, useSignInError } from "../parts/use-sign-in-error";
import { paths } from "../routes";
import { OpenConnections } from "./home";
import { useTitle } from "../ui/title";
import { OpenError } from "./sign-in-error";
import { asks } from "./sign-in-form";
import { Tile } from "./sign-in-tile";
import "./sign-in.css";

export function StartPage() {
  const session = useSession();
  const failure = useSignInError();
  if (session.isError) return <ErrorState error={session.error} onRetry={() => void session.refetch()} />;
  if (!session.data) return null;
  if (session.data.open.length === 0) return <SignIn failure={failure} />;
  return (
    <>
      <SignInFailure failure={failure} />
      <OpenConnections open={session.data.open} />
    </>
  );
}

function SignIn({ failure: { error, isAwaited } }: { failure: SignInError }) {
  useTitle(m.pages.signIn);
  const { data: connections } = useConnections();
  const [single] = connections?.length === 1 && !error && !isAwaited ? connections : [];
  return (
    <main className="sign-in">
      <header className="sign-in-head">
        <Logo size={56} />
        <h1>Wardrobe</h1>
        <p>{m.pages.tagline}</p>
      </header>
      {error && (
        <div className="sign-in-roles">
          <OpenError error={error} title={m.pages.signInFailed} />
        </div>
      )}
      {single && <StraightOn connection={single} />}
      <Tiles />
    </main>
  );
}

/** Where there is nothing to choose and nothing to type, nobody is asked to press a button. */
export function StraightOn({ connection, returnTo }: { connection: Connection; returnTo?: string }) {
  const { name, people, signed_in: person } = connection;
  const [, navigate] = useLocation();
  const { mutate, error } = useOpen(name, () => returnTo === undefined && navigate(paths.connection(name)));
  const away = people === "sign-in" && !person;
  const atOnce = people === "anyone" && !asks(connection);
  useEffect(() => {
    if (!(away || atOnce) || connection.provider?.state === "down" || !mayGoOn()) return;
    if (away) window.location.assign(paths.signIn(name, { returnTo }));
    else mutate({});
  });
  return error && <OpenError error={error} />;
}

export interface TilesProps {
  except?: string[];
  /** Whoever has opened one goes on here. */
  stays?: boolean;
  /** This one alone. */
  only?: string;
  /** Why a sign-in for it has just failed. */
  error?: ApiError | null;
  /** Where a sign-in elsewhere leads back to. */
  returnTo?: string;
}

/** The tiles of all connections, or of some. */
export function Tiles({ except = [], stays = false, only, error, returnTo }: TilesProps) {
  const connections = useConnections();
  const [, navigate] = useLocation();
  if (connections.isError) {
    return <ErrorState error={connections.error} onRetry={() => void connections.refetch()} />;
  }
  if (!connections.data) return <TilesToCome />;
  const single = connections.data.length === 1 || only !== undefined;
  const wanted = connections.data.filter(({ name }) => !except.includes(name) && (!only || name === only));
  if (connections.data.length === 0) {
    return (
      <EmptyState icon="info" title={m.pages.noConnection}>
        <p>{m.pages.declares}</p>
      </EmptyState>
    );
  }
  return (
    <div className="tiles" data-single={single || undefined}>
      {lastUsedFirst(wanted).map((connection) => (
        <Tile
          key={connection.name}
          connection={connection}
          isOpen={single}
          onOpened={only || stays ? undefined : () => navigate(paths.connection(connection.name))}
          error={error}
          returnTo={returnTo}
        />
      ))}
    </div>
  );
}

function TilesToCome() {
  return (
    <div className="tiles" aria-busy="true">
      {[1, 2, 3].map((n) => (
        <div key={n} className="tile">
          <Skeleton width="50%" height="1.2em" />
          <Skeleton width="85%" />
          <Skeleton width="70%" />
        </div>
      ))}
    </div>
  );
}
