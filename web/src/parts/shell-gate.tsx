// Between the address and its page: the connection has to be open first. The address stays.
import type { ReactNode } from "react";
import { useConnections, useSession } from "../api/queries";
import type { Connection, Identity } from "../api/types";
import { m } from "../messages";
import { ErrorPage } from "../pages/error";
import { StraightOn, Tiles } from "../pages/sign-in";
import { OpenError } from "../pages/sign-in-error";
import { SignInAsOther } from "../pages/sign-in-provider";
import { Waiting } from "../pages/sign-in-waiting";
import { paths } from "../routes";
import { ErrorState } from "../ui/states";
import { RolePicker } from "./role-picker";
import { SignInFailure } from "./sign-in-failure";
import { type SignInError, useSignInError, useTaken } from "./use-sign-in-error";

/** Shows `children` once the connection of this name is open. */
export function Gate({ connection: name, children }: { connection: string; children: ReactNode }) {
  const session = useSession();
  const connections = useConnections();
  const failure = useSignInError();
  const [waiting, letGo] = useTaken("confirm_sign_in");
  const known = connections.data?.find((one) => one.name === name);
  const open = session.data?.open ?? [];
  if (waiting !== null && known) return <Waiting id={waiting} label={known.label} onEnd={letGo} />;
  if (open.some((one) => one.connection === name)) {
    return (
      <>
        <SignInFailure failure={failure} />
        {children}
      </>
    );
  }
  const failed = session.isError ? session : connections.isError ? connections : null;
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!session.data || !connections.data) return null;
  if (!known) return <ErrorPage what="connection" />;
  const federated = known.kind === "identity-provider" || known.kind === "saml";
  if (federated && known.signed_in) return <ChooseRole connection={known} open={open} failure={failure} />;
  const mayGoOn = connections.data.length === 1 && !failure.error && !failure.isAwaited;
  return (
    <main className="sign-in">
      <header className="sign-in-head">
        <h1>{m.parts.notOpen(known.label)}</h1>
        <p>{known.people === "sign-in" ? m.parts.signInToSee : m.parts.openToSee}</p>
      </header>
      {mayGoOn && <StraightOn connection={known} returnTo={here(name)} />}
      <Tiles only={name} error={failure.error} returnTo={here(name)} />
    </main>
  );
}

interface ChooseRoleProps {
  connection: Connection;
  open: Identity[];
  failure: SignInError;
}

function ChooseRole({ connection, open, failure }: ChooseRoleProps) {
  const { label, name, signed_in: person, provider } = connection;
  return (
    <main className="sign-in">
      <header className="sign-in-head">
        <h1>{m.parts.chooseRole}</h1>
        <p>{m.parts.signedYouIn(provider?.label ?? "", person ?? "", label)}</p>
      </header>
      <div className="sign-in-roles">
        {failure.error && <OpenError error={failure.error} title={m.parts.signInFailed} />}
        <RolePicker level={2} connection={connection} open={open} />
        <SignInAsOther connection={connection} returnTo={here(name)} />
      </div>
    </main>
  );
}

/** Where a sign-in leads back to: here, unless that is where it leads anyway. */
function here(name: string): string | undefined {
  const { pathname, search } = window.location;
  const rest = search.replace(/[?&](?:sign_in_error|confirm_sign_in)=[^&]*/g, "");
  const at = `${pathname}${rest.replace(/^&/, "?")}`;
  return at === paths.connection(name) ? undefined : at;
}
