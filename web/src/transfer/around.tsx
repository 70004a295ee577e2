// Why bytes go through the server, and what would let them go straight.
import { useState } from "react";
import type { Remedy } from "../api/types";
import { t } from "../messages/transfer";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { RemedyPanel } from "../ui/remedy";

/** One line in the panel, with the CORS rules on demand. */
export function Around({ remedy }: { remedy: Remedy }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="transfers-note muted">
      <span>{t.through}</span>
      <Button size="s" look="quiet" onPress={() => setOpen(true)}>
        {t.whatWould}
      </Button>
      <Dialog title={t.straight} isOpen={open} onClose={() => setOpen(false)}>
        <p>{t.straightWords}</p>
        <RemedyPanel remedy={remedy} />
      </Dialog>
    </div>
  );
}
