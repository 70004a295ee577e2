// Why bytes go through the server, and what would let them go straight.
import { useState } from "react";
import type { Remedy } from "../api/types";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { RemedyPanel } from "../ui/remedy";

/** One line in the panel, with the CORS rules on demand. */
export function Around({ remedy }: { remedy: Remedy }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="transfers-note muted">
      <span>The bytes go through Wardrobe: the bucket does not let pages send straight to it.</span>
      <Button size="s" look="quiet" onPress={() => setOpen(true)}>
        What would let them
      </Button>
      <Dialog title="Straight to the bucket" isOpen={open} onClose={() => setOpen(false)}>
        <p>Nothing is wrong. Straight to the bucket, large files take a shorter way.</p>
        <RemedyPanel remedy={remedy} />
      </Dialog>
    </div>
  );
}
