// Why something is greyed, and what would help.
import { useState } from "react";
import { type Known, insist } from "../api/abilities";
import { ApiError } from "../api/error";
import { t } from "../messages/files";
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
        if (onGoOn === null) toast({ tone: "ok", title: t.noLonger });
        return goOn();
      }
      setError(still.error);
      setSaid(t.still);
    } catch (thrown) {
      setSaid(t.notAsked(ApiError.from(thrown).message));
    }
    setAsking(false);
  };
  return (
    <Dialog
      title={t.refusedTitles[act]}
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
            {t.tryAllTheSame}
          </Button>
          <Button onPress={onClose}>{t.close}</Button>
          <Button look="primary" icon="refresh" isPending={asking} onPress={() => void tryAgain()}>
            {t.tryAgain}
          </Button>
        </>
      }
    >
      <p>{error.message}</p>
      <Refusal error={error} />
      <p className="muted" role="status">
        {said || t.onceChanged}
      </p>
    </Dialog>
  );
}
