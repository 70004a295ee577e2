// Why an upload was refused, who can lift that, and trying it again.
import { useState } from "react";
import type { ApiError } from "../api/error";
import { t } from "../messages/transfer";
import { Button } from "../ui/button";
import { Refusal } from "../ui/denial";
import { Dialog } from "../ui/dialog";

interface Props {
  path: string;
  refusal: ApiError;
  onAgain: () => void;
}

/** A button in the row of the upload, and the dialog behind it. */
export function Refused({ path, refusal, onAgain }: Props) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const again = () => {
    close();
    onAgain();
  };
  return (
    <>
      <Button size="s" look="quiet" aria-label={t.helpWith(path)} onPress={() => setOpen(true)}>
        {t.whatHelps}
      </Button>
      <Dialog
        title={t.refused(path)}
        size="l"
        isOpen={open}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{t.close}</Button>
            <Button look="primary" icon="refresh" onPress={again}>
              {t.tryAgain}
            </Button>
          </>
        }
      >
        <p dir="auto">{refusal.message}</p>
        <Refusal error={refusal} />
      </Dialog>
    </>
  );
}
