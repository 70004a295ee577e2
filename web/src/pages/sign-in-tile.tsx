// One connection: what it is, and what opens it.
import { useId, useState } from "react";
import { useOpen } from "../api/access";
import type { Connection } from "../api/types";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { OpenError } from "./sign-in-error";
import { PasswordForm } from "./sign-in-password";
import { TemporaryForm } from "./sign-in-temporary";
import { kindWords, peopleWords } from "./sign-in-words";
import "./sign-in.css";

export interface TileProps {
  connection: Connection;
  onOpened?: () => void;
  /** Shows the form from the start, where the connection has one. */
  isOpen?: boolean;
}

export function Tile({ connection, onOpened, isOpen = false }: TileProps) {
  const id = useId();
  const [shown, setShown] = useState(isOpen);
  const { name, label, color, people, warning, locations } = connection;
  return (
    <article
      className="tile"
      aria-labelledby={id}
      style={color ? { borderInlineStartColor: color } : undefined}
    >
      <div className="tile-head">
        <span className="tile-icon">
          <Icon name={connection.kind === "temporary" ? "key" : "server"} size={22} />
        </span>
        <div className="tile-words">
          <h2 id={id}>{label}</h2>
          <p>{kindWords(connection)}</p>
          <p className="muted">{peopleWords(connection)}</p>
          {locations.length > 0 && <p className="muted tile-places">{locations.join(" · ")}</p>}
        </div>
      </div>
      {warning && (
        <p className="tile-warning">
          <Icon name="warning" size={16} /> {warning}
        </p>
      )}
      {people === "anyone" && <OpenAtOnce connection={connection} onOpened={onOpened} />}
      {people !== "anyone" && !shown && (
        <Button onPress={() => setShown(true)} aria-label={`Open ${label}`}>
          Open
        </Button>
      )}
      {people === "password" && shown && <PasswordForm connection={name} onOpened={onOpened} />}
      {people === "visitor" && shown && <TemporaryForm connection={name} onOpened={onOpened} />}
    </article>
  );
}

function OpenAtOnce({ connection, onOpened }: TileProps) {
  const open = useOpen(connection.name, onOpened);
  return (
    <>
      {open.isError && <OpenError error={open.error} />}
      <Button
        look="primary"
        isPending={open.isPending}
        aria-label={open.isPending ? undefined : `Open ${connection.label}`}
        onPress={() => open.mutate({})}
      >
        {open.isPending ? "Taking on the role…" : "Open"}
      </Button>
    </>
  );
}
