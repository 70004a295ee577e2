// The credentials have ended. What brings new ones, above a page that stays where it was.
import { useQueryClient } from "@tanstack/react-query";
import { useOpenings } from "../api/access";
import { keys } from "../api/queries";
import { TemporaryForm } from "../pages/sign-in-temporary";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { formatClock } from "../util/format";
import { useStanding } from "./identity-standing";
import "./identity.css";

export function IdentityEnded({ connection }: { connection: string }) {
  const { identity, standing } = useStanding(connection);
  const client = useQueryClient();
  const openings = useOpenings();
  if (!identity || !standing) return null;
  if (standing.state !== "ended" && standing.state !== "needs-sign-in") return null;
  const when = standing.endsAt === null ? "" : ` at ${formatClock(standing.endsAt)}`;
  const typed = identity.renewal === "none";
  return (
    <section className="ended" role="alert" aria-label="Expired">
      <div className="ended-words">
        <Icon name="clock" />
        <div>
          <h2>Your credentials expired{when}.</h2>
          <p>
            {typed
              ? "Paste new ones to go on. This page stays as it is."
              : `The server could not get new ones for ${identity.label} and keeps trying.`}
          </p>
        </div>
        {!typed && (
          <Button
            icon="refresh"
            onPress={() => void client.invalidateQueries({ queryKey: keys.identity(connection) })}
          >
            Try again
          </Button>
        )}
      </div>
      {typed && <TemporaryForm key={openings} connection={connection} action="Go on" />}
    </section>
  );
}
