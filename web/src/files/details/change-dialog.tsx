// Changing what S3 keeps of one object, or of many.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { JobReport, useWork } from "../../jobs";
import { t } from "../../messages/files";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import type { Folder, Item } from "../item";
import { selectionOf } from "../item";
import { meetFirst } from "../meet-first";
import type { Known } from "../properties-dialog";
import { TryFirst } from "../try-first";
import { useMeasure } from "../use-measure";
import { WhileItRuns } from "../while-it-runs";
import { ChangeForm } from "./change-form";
import { changesOf, draftOf, empty, problemsOf } from "./draft";

export interface PartProps {
  folder: Folder;
  items: Item[];
  title: string;
  known: Known;
  onClose: () => void;
  /** Back to what there is to see, with what has come of it. */
  onBack: (news?: string) => void;
}

export function ChangeDialog({ folder, items, title, known, onClose, onBack }: PartProps) {
  const client = useQueryClient();
  const { isOne, properties, tags } = known;
  const [before] = useState(() => (properties.data ? draftOf(properties.data, tags.data ?? null) : empty));
  const [draft, setDraft] = useState(before);
  const measuring = useMeasure(folder, items);
  const working = useWork();
  const { job, isRunning } = working;
  const changes = changesOf(before, draft);
  const isReady = Object.keys(changes).length > 0 && Object.keys(problemsOf(draft)).length === 0;
  const work = { kind: "change" as const, ...selectionOf(folder, items), ...changes };
  const save = async () => {
    const ended = await working.run(folder.connection, work);
    if (!ended) return;
    meetFirst(folder, ended);
    if (ended.done > 0 && isOne) {
      await client.invalidateQueries({ queryKey: ["properties"] });
      await client.invalidateQueries({ queryKey: ["tags"] });
    }
    if (ended.state === "done" && ended.failed === 0) onBack(t.saved);
  };
  return (
    <Dialog
      title={t.changeTitle(title)}
      size="l"
      isOpen
      onClose={onClose}
      actions={
        isRunning ? (
          <WhileItRuns working={working} onLeave={onClose} />
        ) : (
          <>
            <Button onPress={() => onBack()}>{t.back}</Button>
            {isReady && (
              <TryFirst
                count={isOne ? 1 : measuring.objects}
                onPress={() => void working.run(folder.connection, work, true)}
              />
            )}
            <Button look="primary" isDisabled={!isReady} onPress={() => void save()}>
              {job && !job.dry_run && job.failed > 0 ? t.saveAgain : t.save}
            </Button>
          </>
        )
      }
    >
      {!isRunning && (
        <ChangeForm
          draft={draft}
          onChange={setDraft}
          changes={changes}
          storageClass={isOne ? before.storageClass : null}
          isMany={!isOne}
          isArchived={isOne && (properties.data?.archived ?? false)}
          versioning={measuring.versioning}
        />
      )}
      <JobReport
        connection={folder.connection}
        working={working}
        total={isOne ? 1 : null}
        prefix={folder.prefix}
      />
    </Dialog>
  );
}
