// One connection: what it is, and what opens it.
import { useId, useState } from "react";
import { Link } from "wouter";
import type { ApiError } from "../api/error";
import type { Connection } from "../api/types";
import { m } from "../messages";
import { paths } from "../routes";
import { Button } from "../ui/button";
import { Icon, type IconName } from "../ui/icon";
import { OpenError } from "./sign-in-error";
import { asks, OpenForm } from "./sign-in-form";
import { PasteSignIn, ProviderDown, SignInAsOther, SignInLink } from "./sign-in-provider";
import { kindWords, peopleWords } from "./sign-in-words";
import "./sign-in.css";

export interface TileProps {
  connection: Connection;
  onOpened?: () => void;
  /** Shows the form from the start, where the connection has one. */
  isOpen?: boolean;
  /** Why a sign-in for it has just failed. */
  error?: ApiError | null;
  /** Where a sign-in elsewhere leads back to. */
  returnTo?: string;
}

const icons: Record<string, IconName> = {
  temporary: "key",
  account: "link",
  "identity-provider": "person",
  saml: "person",
};

export function Tile({ connection, onOpened, isOpen = false, error, returnTo }: TileProps) {
  const id = useId();
  const { label, color, kind, warning, locations } = connection;
  return (
    <article
      className="tile"
      aria-labelledby={id}
      style={color ? { borderInlineStartColor: color } : undefined}
    >
      <div className="tile-head">
        <span className="tile-icon">
          <Icon name={icons[kind] ?? "server"} size={22} />
        </span>
        <div className="tile-words">
          <h2 id={id}>{label}</h2>
          <p>{kindWords(connection)}</p>
          <p className="muted">{peopleWords(connection)}</p>
          {locations.length > 0 && (
            <p className="muted tile-places">
              <bdi dir="ltr">{locations.join(" · ")}</bdi>
            </p>
          )}
        </div>
      </div>
      {warning && (
        <p className="tile-warning">
          <Icon name="warning" size={16} /> {warning}
        </p>
      )}
      {error && !opensAtOnce(connection) && <OpenError error={error} title={m.pages.signInFailed} />}
      <ProviderDown connection={connection} />
      <Ways connection={connection} onOpened={onOpened} isOpen={isOpen} returnTo={returnTo} error={error} />
    </article>
  );
}

/** Whether a press opens it: what failed before is then shown until that is tried again. */
function opensAtOnce(connection: Connection): boolean {
  const { people, kind, signed_in: person } = connection;
  const away = people === "sign-in" && (!person || kind === "identity-provider" || kind === "saml");
  return !away && !asks(connection);
}

function Ways({ connection, onOpened, isOpen = false, returnTo, error }: TileProps) {
  const { name, people, kind, label, signed_in: person, provider } = connection;
  const [shown, setShown] = useState(isOpen);
  const federated = kind === "identity-provider" || kind === "saml";
  if (people === "sign-in" && !person) {
    return (
      <>
        <SignInLink
          connection={connection}
          returnTo={returnTo}
          look={provider?.state === "down" ? "plain" : "primary"}
        />
        {federated && <PasteSignIn connection={connection} onSignedIn={onOpened} />}
      </>
    );
  }
  const other = people === "sign-in" && <SignInAsOther connection={connection} returnTo={returnTo} />;
  if (federated) {
    return (
      <>
        <Link href={paths.connection(name)} className="button" data-look="primary">
          <span className="button-words">{m.pages.chooseRole}</span>
        </Link>
        {other}
      </>
    );
  }
  if (asks(connection) && !shown) {
    return (
      <>
        <Button onPress={() => setShown(true)} aria-label={m.pages.openIt(label)}>
          {m.pages.open}
        </Button>
        {other}
      </>
    );
  }
  return (
    <>
      <OpenForm
        connection={connection}
        onOpened={onOpened}
        action={people === "password" ? m.pages.signIn : person ? m.pages.openAs(person) : m.pages.open}
        failed={error}
      />
      {other}
    </>
  );
}
