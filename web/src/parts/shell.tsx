// What is around every page: where we are, who we are, and the way out.
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { Link, useLocation, useRoute } from "wouter";
import { askAnew } from "../api/access";
import { onLostAccess } from "../api/client";
import { stayHere } from "../api/last-used";
import { keys, useConnections, useSession } from "../api/queries";
import { pathOf, useOpened, useSettledRole } from "../api/role";
import { onSignedIn } from "../api/signed-in";
import { m } from "../messages";
import { paths, patterns } from "../routes";
import { Icon } from "../ui/icon";
import { Logo } from "../ui/logo";
import { toast } from "../ui/toast";
import { IdentityChip } from "./identity-chip";
import { IdentityRenewal } from "./identity-renewal";
import { Gate } from "./shell-gate";
import { ConnectionSwitcher, MoreMenu } from "./shell-menus";
import "./shell.css";

export function Shell({ children }: { children: ReactNode }) {
  useLostAccess();
  useSignedIn();
  const [, params] = useRoute("/c/:connection/*?");
  const name = params?.connection;
  // Whoever sets a sign-in up cannot sign in yet.
  const [ungated] = useRoute(patterns.saml);
  const [isSetup] = useRoute(patterns.setup);
  const { data: connections } = useConnections();
  const { data: session } = useSession();
  const signedIn = (session?.open.length ?? 0) > 0 || Boolean(session?.administrator);
  const isInside = signedIn || isSetup || name !== undefined;
  const connection = connections?.find((one) => one.name === name);
  const opened = useOpened(name ?? "");
  useSettledRole(name ?? "", ({ role }) => toast({ tone: "info", title: m.parts.roleClosed(role ?? "") }));
  useEffect(() => {
    if (signedIn) stayHere();
  }, [signedIn]);
  const color = opened?.color ?? connection?.color;
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {m.parts.skip}
      </a>
      <header
        className="shell-head"
        data-bare={!isInside || undefined}
        style={color ? { borderBlockStartColor: color } : undefined}
      >
        {isInside && (
          <Link href={paths.start()} className="shell-home" aria-label={m.parts.toStart}>
            <Logo />
            <span className="shell-name">Wardrobe</span>
          </Link>
        )}
        {connection && connections && (
          <ConnectionSwitcher
            current={connection}
            connections={connections}
            open={session?.open ?? []}
            opened={opened}
          />
        )}
        <span className="shell-gap" />
        {opened && <IdentityChip key={pathOf(opened)} connection={pathOf(opened)} />}
        <MoreMenu connection={connection} opened={opened} signedIn={signedIn} />
      </header>
      {connection?.warning && opened && (
        <aside className="shell-warning" aria-label={m.parts.warning}>
          <Icon name="warning" size={17} /> {connection.warning}
        </aside>
      )}
      {connection && opened && <IdentityRenewal connection={pathOf(opened)} known={connection} />}
      <div id="content" className="shell-content" tabIndex={-1} ref={useTopOf()}>
        {name === undefined || ungated ? children : <Gate connection={name}>{children}</Gate>}
      </div>
    </div>
  );
}

/** When the server says that we have lost access, asks it what is left. */
function useLostAccess() {
  const client = useQueryClient();
  useEffect(
    () =>
      onLostAccess(({ code }) => {
        const signedOut = code === "not-opened" || code === "not-signed-in";
        void client.invalidateQueries({ queryKey: signedOut ? keys.session : ["identity"] });
      }),
    [client],
  );
}

/** Somebody has signed in in another window: what waited for it goes on. */
function useSignedIn() {
  const client = useQueryClient();
  useEffect(() => onSignedIn(() => void askAnew(client)), [client]);
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
