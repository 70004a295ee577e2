// What is around every page: where we are, who we are, and the way out.
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { Link, useLocation, useRoute } from "wouter";
import { onLostAccess } from "../api/client";
import { keys, useConnections, useSession } from "../api/queries";
import { ErrorPage } from "../pages/error";
import { Tiles } from "../pages/sign-in";
import { paths } from "../routes";
import { Icon } from "../ui/icon";
import { Logo } from "../ui/logo";
import { ErrorState } from "../ui/states";
import { IdentityChip } from "./identity-chip";
import { IdentityEnded } from "./identity-ended";
import { ConnectionSwitcher, MoreMenu } from "./shell-menus";
import "./shell.css";

export function Shell({ children }: { children: ReactNode }) {
  useLostAccess();
  const [, params] = useRoute("/c/:connection/*?");
  const name = params?.connection;
  const { data: connections } = useConnections();
  const { data: session } = useSession();
  const signedIn = (session?.open.length ?? 0) > 0;
  const connection = connections?.find((one) => one.name === name);
  const open = session?.open.some((one) => one.connection === name) ?? false;
  const color = connection?.color;
  return (
    <div className="shell">
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header
        className="shell-head"
        data-bare={(!signedIn && name === undefined) || undefined}
        style={color ? { borderBlockStartColor: color } : undefined}
      >
        {(signedIn || name !== undefined) && (
          <Link href={paths.start()} className="shell-home" aria-label="Wardrobe, to the start">
            <Logo />
            <span className="shell-name">Wardrobe</span>
          </Link>
        )}
        {connection && connections && (
          <ConnectionSwitcher current={connection} connections={connections} open={session?.open ?? []} />
        )}
        <span className="shell-gap" />
        {name !== undefined && open && <IdentityChip connection={name} />}
        <MoreMenu connection={open ? connection : undefined} signedIn={signedIn} />
      </header>
      {connection?.warning && open && (
        <p className="shell-warning" role="note">
          <Icon name="warning" size={17} /> {connection.warning}
        </p>
      )}
      {name !== undefined && open && <IdentityEnded connection={name} />}
      <div id="content" className="shell-content" tabIndex={-1} ref={useTopOf()}>
        {name === undefined ? children : <Gate connection={name}>{children}</Gate>}
      </div>
    </div>
  );
}

/** Asks to open the connection of the address first; the address stays. */
function Gate({ connection, children }: { connection: string; children: ReactNode }) {
  const session = useSession();
  const connections = useConnections();
  const failed = session.isError ? session : connections.isError ? connections : null;
  if (session.data?.open.some((one) => one.connection === connection)) return children;
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!session.data || !connections.data) return null;
  const known = connections.data.find(({ name }) => name === connection);
  if (!known) return <ErrorPage what="connection" />;
  return (
    <main className="sign-in">
      <header className="sign-in-head">
        <h1>{known.label} is not open</h1>
        <p>Open it to see what is here.</p>
      </header>
      <Tiles only={connection} />
    </main>
  );
}

/** When the server says that we have lost access, asks it what is left. */
function useLostAccess() {
  const client = useQueryClient();
  useEffect(
    () =>
      onLostAccess(({ code }) => {
        const queryKey = code === "expired" ? ["identity"] : keys.session;
        void client.invalidateQueries({ queryKey });
      }),
    [client],
  );
}

/** Another page begins at its top. */
function useTopOf() {
  const content = useRef<HTMLDivElement>(null);
  const [path] = useLocation();
  useEffect(() => {
    if (path && content.current) content.current.scrollTop = 0;
  }, [path]);
  return content;
}
