// The first page: one tile per connection while nothing is open, and what is open afterwards.
import { useLocation } from "wouter";
import { useConnections, useSession } from "../api/queries";
import { Logo } from "../ui/logo";
import { Skeleton } from "../ui/skeleton";
import { ErrorState } from "../ui/states";
import { EmptyState } from "../ui/empty-state";
import { paths } from "../routes";
import { OpenConnections } from "./home";
import { useTitle } from "../ui/title";
import { Tile } from "./sign-in-tile";
import "./sign-in.css";

export function StartPage() {
  const session = useSession();
  if (session.isError) return <ErrorState error={session.error} onRetry={() => void session.refetch()} />;
  if (!session.data) return null;
  return session.data.open.length > 0 ? <OpenConnections open={session.data.open} /> : <SignIn />;
}

function SignIn() {
  useTitle("Sign in");
  return (
    <main className="sign-in">
      <header className="sign-in-head">
        <Logo size={56} />
        <h1>Wardrobe</h1>
        <p>Files in Amazon S3, opened through a role.</p>
      </header>
      <Tiles />
    </main>
  );
}

/** The tiles of all connections, or of some. */
export function Tiles({ except = [], only }: { except?: string[]; only?: string }) {
  const connections = useConnections();
  const [, navigate] = useLocation();
  if (connections.isError) {
    return <ErrorState error={connections.error} onRetry={() => void connections.refetch()} />;
  }
  if (!connections.data) return <TilesToCome />;
  const single = connections.data.length === 1 || only !== undefined;
  const shown = connections.data.filter(({ name }) => !except.includes(name) && (!only || name === only));
  if (connections.data.length === 0) {
    return (
      <EmptyState icon="info" title="No connection is set up">
        <p>Whoever runs this Wardrobe declares them in its configuration.</p>
      </EmptyState>
    );
  }
  return (
    <div className="tiles" data-single={single || undefined}>
      {shown.map((connection) => (
        <Tile
          key={connection.name}
          connection={connection}
          isOpen={single}
          onOpened={only ? undefined : () => navigate(paths.connection(connection.name))}
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
