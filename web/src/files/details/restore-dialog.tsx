// Bringing one object, or many, back from the archive.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { JobReport, useWork } from "../../jobs";
import { t } from "../../messages/files";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { selectionOf } from "../item";
import { WhileItRuns } from "../while-it-runs";
import type { PartProps } from "./change-dialog";
import { RestoreForm, type Restoring, daysOf } from "./restore-form";

export function RestoreDialog({ folder, items, title, known, onClose, onBack }: PartProps) {
  const client = useQueryClient();
  const [restoring, setRestoring] = useState<Restoring>({ days: "7", tier: "Standard" });
  const working = useWork();
  const days = daysOf(restoring);
  const restore = async () => {
    if (days === null) return;
    const work = { kind: "restore" as const, ...selectionOf(folder, items), days, tier: restoring.tier };
    const ended = await working.run(folder.connection, work);
    if (!ended) return;
    await client.invalidateQueries({ queryKey: ["properties"] });
    if (ended.state === "done" && ended.failed === 0) onBack(t.restoreAsked);
  };
  return (
    <Dialog
      title={t.restoreTitle(title)}
      isOpen
      onClose={onClose}
      actions={
        working.isRunning ? (
          <WhileItRuns working={working} onLeave={onClose} />
        ) : (
          <>
            <Button onPress={() => onBack()}>{t.back}</Button>
            <Button look="primary" isDisabled={days === null} onPress={() => void restore()}>
              {t.restore}
            </Button>
          </>
        )
      }
    >
      {!working.isRunning && (
        <RestoreForm
          restoring={restoring}
          onChange={setRestoring}
          storageClass={known.properties.data?.storage_class ?? null}
        />
      )}
      <JobReport connection={folder.connection} working={working} total={null} prefix={folder.prefix} />
    </Dialog>
  );
}
