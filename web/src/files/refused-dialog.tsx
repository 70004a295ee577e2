// Why something is greyed, and what would help.
import { useState } from "react";
import { type Known, insist } from "../api/abilities";
import { ApiError } from "../api/error";
import { Button } from "../ui/button";
import { Refusal } from "../ui/denial";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { type Act, type Refused, needs, refusedIn } from "./acts";
import type { Folder } from "./item";

export interface RefusedDialogProps {
  folder: Folder;
  act: Act;
  refused: Refused;
  askAgain: Known["askAgain"];
  onClose: () => void;
  /** Does what was wanted; null where one press more is needed for it. */
  onGoOn: (() => void) | null;
}

const titles: Record<Act, string> = {
  upload: "You may not upload here",
  "new-folder": "You may not make a folder here",
  download: "You may not download from here",
  rename: "You may not rename here",
  move: "You may not move from here",
  copy: "You may not copy in here",
  cut: "You may not move from here",
  paste: "You may not paste here",
  delete: "You may not delete here",
};

export function RefusedDialog({ folder, act, refused, askAgain, onClose, onGoOn }: RefusedDialogProps) {
  const [error, setError] = useState(refused.error);
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState("");
  const goOn = () => {
    onClose();
    onGoOn?.();
  };
  const tryAgain = async () => {
    setAsking(true);
    try {
      const still = refusedIn(await askAgain(needs[act]), act);
      if (still === null) {
        if (onGoOn === null) toast({ tone: "ok", title: "It is no longer refused" });
        return goOn();
      }
      setError(still.error);
      setSaid("It is still refused. It can take AWS a minute to know of a change.");
    } catch (thrown) {
      setSaid(`It could not be asked: ${ApiError.from(thrown).message}`);
    }
    setAsking(false);
  };
  return (
    <Dialog
      title={titles[act]}
      size="l"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            look="quiet"
            onPress={() => {
              insist(folder, needs[act]);
              goOn();
            }}
          >
            Try it all the same
          </Button>
          <Button onPress={onClose}>Close</Button>
          <Button look="primary" icon="refresh" isPending={asking} onPress={() => void tryAgain()}>
            Try again
          </Button>
        </>
      }
    >
      <p>{error.message}</p>
      <Refusal error={error} />
      <p className="muted" role="status">
        {said || "Once somebody has changed that, try again: this page goes on from here."}
      </p>
    </Dialog>
  );
}
