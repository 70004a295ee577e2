// Where to begin: the locations of a connection, and the other connections.
import { Link } from "wouter";
import { useConnections, useLocations, useSession } from "../api/queries";
import type { Identity } from "../api/types";
import { paths } from "../routes";
import { HomeAddress } from "./home-address";
import { HomeLocations } from "./home-locations";
import { Tiles } from "./sign-in";
import { useTitle } from "../ui/title";
import "./home.css";

/** One connection. */
export function HomePage({ connection }: { connection: string }) {
  const { data: connections } = useConnections();
  const { data: session } = useSession();
  const known = connections?.find(({ name }) => name === connection);
  const open = session?.open ?? [];
  useTitle(known?.label);
  return (
    <main className="home">
      <h1>{known?.label ?? connection}</h1>
      <Places connection={connection} />
      <Others open={open} />
    </main>
  );
}

/** All that is open. */
export function OpenConnections({ open }: { open: Identity[] }) {
  useTitle();
  return (
    <main className="home">
      <h1 className="visually-hidden">Your connections</h1>
      {open.map(({ connection, label, color, role, person }) => (
        <section key={connection} className="home-connection" aria-label={label}>
          <header className="home-head">
            <span className="switcher-dot" style={color ? { background: color } : undefined} />
            <h2>
              <Link href={paths.connection(connection)}>{label}</Link>
            </h2>
            <span className="muted">as {role ?? person}</span>
          </header>
          <Places connection={connection} />
        </section>
      ))}
      <Others open={open} />
    </main>
  );
}

function Places({ connection }: { connection: string }) {
  const locations = useLocations(connection);
  return (
    <div className="home-places">
      <HomeAddress connection={connection} />
      <HomeLocations connection={connection} locations={locations} />
    </div>
  );
}

function Others({ open }: { open: Identity[] }) {
  const { data: connections } = useConnections();
  const names = open.map(({ connection }) => connection);
  if (!connections?.some(({ name }) => !names.includes(name))) return null;
  return (
    <section className="home-others" aria-label="Other connections">
      <h2>Other connections</h2>
      <Tiles except={names} />
    </section>
  );
}
