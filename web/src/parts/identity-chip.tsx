// Who we are here and for how long, always in sight; everything else, and other roles, on a press.
import { useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { useConnections, useSession } from "../api/queries";
import { nameOf } from "../api/role";
import { m } from "../messages";
import { Dialog } from "../ui/dialog";
import { IdentityDetails } from "./identity-details";
import { endsSoon } from "./identity-soon";
import { isOver, useStanding } from "./identity-standing";
import { renewsItself, standingWords } from "./identity-words";
import { RolePicker } from "./role-picker";
import { RoleSwitcher } from "./role-switcher";
import "./identity.css";

const SOON = 10 * 60_000;

/** `connection` as API paths have it. */
export function IdentityChip({ connection }: { connection: string }) {
  const { identity, standing } = useStanding(connection);
  const { data: connections } = useConnections();
  const { data: session } = useSession();
  const [isOpen, setOpen] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const title = useId();
  if (!identity || !standing) return null;
  const known = connections?.find(({ name }) => name === nameOf(connection));
  const open = session?.open ?? [];
  const words = standingWords(identity, standing);
  const { color, account, account_label, session_name } = identity;
  const last = standing.left !== null && standing.left < SOON && identity.renewal === "none";
  const state = isOver(standing) ? standing.state : standing.state === "retrying" ? "retrying" : "fresh";
  const name = identity.role ?? session_name ?? identity.person;
  return (
    <>
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <Button
          className="chip"
          data-state={state}
          data-soon={last || endsSoon(identity, standing) || undefined}
          style={color ? { borderColor: color } : undefined}
        >
          <span className="visually-hidden">{m.parts.identity} </span>
          <span className="chip-dot" style={color ? { background: color } : undefined} />
          <span className="chip-who">
            <strong>{name}</strong>
            <span className="chip-more">
              {[account_label ?? account, session_name].filter(Boolean).join(" · ")}
            </span>
          </span>
          <span className="chip-time num">
            {words}
            {renewsItself(identity, standing) && standing.left !== null && (
              <span className="chip-renews"> {m.parts.renewsItselfToo}</span>
            )}
          </span>
        </Button>
        {/* It is the dialog itself: what React Aria puts at its ends then lies within. */}
        <Popover className="popover" placement="bottom end" aria-labelledby={title}>
          <div className="identity-dialog">
            <span id={title} hidden>
              {m.parts.whoYouAre}
            </span>
            <IdentityDetails identity={identity} standing={standing} onLeave={() => setOpen(false)} />
            {known && (
              <RoleSwitcher
                connection={known}
                current={identity}
                open={open}
                onSwitch={() => setOpen(false)}
                onChoose={() => {
                  setOpen(false);
                  setChoosing(true);
                }}
              />
            )}
          </div>
        </Popover>
      </DialogTrigger>
      {known && (
        <Dialog title={m.parts.chooseRole} isOpen={choosing} onClose={() => setChoosing(false)}>
          <RolePicker level={3} connection={known} open={open} onChosen={() => setChoosing(false)} />
        </Dialog>
      )}
    </>
  );
}
