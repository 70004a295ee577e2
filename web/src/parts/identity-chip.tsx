// Who we are here and for how long, always in sight; everything else on a press.
import { Button } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { IdentityDetails } from "./identity-details";
import { useStanding } from "./identity-standing";
import { standingWords } from "./identity-words";
import "./identity.css";

const SOON = 10 * 60_000;

export function IdentityChip({ connection }: { connection: string }) {
  const { identity, standing } = useStanding(connection);
  if (!identity || !standing) return null;
  const words = standingWords(identity, standing);
  const soon = standing.left !== null && standing.left < SOON && identity.renewal === "none";
  const name = identity.role ?? identity.session_name ?? identity.person;
  const renews = identity.renewal === "server" && standing.state === "fresh" && standing.left !== null;
  return (
    <DialogTrigger>
      <Button className="chip" data-state={standing.state} data-soon={soon || undefined}>
        <span className="visually-hidden">Identity: </span>
        <span className="chip-dot" style={identity.color ? { background: identity.color } : undefined} />
        <span className="chip-who">
          <strong>{name}</strong>
          <span className="chip-more">
            {[identity.account, identity.session_name].filter(Boolean).join(" · ")}
          </span>
        </span>
        <span className="chip-time num">
          {words}
          {renews && <span className="chip-renews"> · renews itself</span>}
        </span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog aria-label="Who you are here" className="identity-dialog">
          <IdentityDetails identity={identity} standing={standing} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
