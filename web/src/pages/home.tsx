// Where to begin: the locations of a connection, and the other connections.
import { Link } from "wouter";
import { useConnections, useLocations, useSession } from "../api/queries";
import { useOpened, useRole } from "../api/role";
import type { Identity } from "../api/types";
import { m } from "../messages";
import { AddressBox } from "../parts/address-box";
import { paths } from "../routes";
import { HomeLocations } from "./home-locations";
import { HomeMarks } from "./home-marks";
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
      <h2 className="visually-hidden">{m.pages.places}</h2>
      <Places name={connection} />
      <Others open={open} />
    </main>
  );
}

/** All that is open. */
export function OpenConnections({ open }: { open: Identity[] }) {
  useTitle();
  return (
    <main className="home">
      <h1 className="visually-hidden">{m.pages.yours}</h1>
      {[...new Set(open.map(({ connection }) => connection))].map((name) => (
        <OpenConnection key={name} name={name} />
      ))}
      <Others open={open} />
    </main>
  );
}

/** One of them, under the role of this tab. */
function OpenConnection({ name }: { name: string }) {
  const opened = useOpened(name);
  if (!opened) return null;
  const { label, color, role, person, account_label: account } = opened;
  return (
    <section className="home-connection" aria-label={label}>
      <header className="home-head">
        <span className="switcher-dot" style={color ? { background: color } : undefined} />
        <h2>
          <Link href={paths.connection(name)}>{label}</Link>
        </h2>
        <span className="muted">{m.pages.as(role ?? person, account)}</span>
      </header>
      <Places name={name} />
    </section>
  );
}

function Places({ name }: { name: string }) {
  const connection = useRole(name);
  const locations = useLocations(connection);
  return (
    <div className="home-places">
      <AddressBox connection={connection} />
      <HomeMarks connection={connection} />
      <HomeLocations connection={connection} locations={locations} />
    </div>
  );
}

function Others({ open }: { open: Identity[] }) {
  const { data: connections } = useConnections();
  const names = open.map(({ connection }) => connection);
  if (!connections?.some(({ name }) => !names.includes(name))) return null;
  return (
    <section className="home-others" aria-label={m.pages.others}>
      <h2>{m.pages.others}</h2>
      <Tiles except={names} />
    </section>
  );
}
