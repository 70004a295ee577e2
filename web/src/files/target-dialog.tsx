// Moving and copying: where to, and by which role.
import { useState } from "react";
import { JobReport } from "../jobs";
import { t } from "../messages/files";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { formatAddress, parseAddress } from "../util/address";
import { type Place, copyingTo, problemOf } from "./copying";
import { FolderPicker } from "./folder-picker";
import { type Folder, type Item, allWords } from "./item";
import { onlyWays } from "./only-ways";
import { ThroughRole } from "./through-role";
import { TryFirst } from "./try-first";
import { useCopy } from "./use-copy";
import { WhileItRuns } from "./while-it-runs";

export interface TargetDialogProps {
  folder: Folder;
  items: Item[];
  move: boolean;
  /** The prefix that is offered; without it, the folder itself. */
  to?: string;
  onClose: () => void;
}

export function TargetDialog({ folder, items, move, to, onClose }: TargetDialogProps) {
  const { bucket, connection } = folder;
  const [text, setText] = useState(formatAddress({ bucket, key: to ?? folder.prefix }));
  const [role, setRole] = useState(connection);
  const place = placeOf(text, bucket);
  const [ways, setWays] = useState(false);
  const isHere = role === connection;
  const problem =
    "problem" in place
      ? place.problem
      : ((isHere ? problemOf(folder, items, place) : null) ?? (ways ? t.chooseOne(onlyWays) : null));
  const work = copyingTo(
    folder,
    items,
    move,
    "problem" in place ? { bucket, prefix: "" } : place,
    isHere ? null : role,
  );
  const copying = useCopy(folder, work);
  const { working, conflicts, isOver } = copying;
  const { isRunning } = working;

  const closeIf = async (all: Promise<boolean>) => {
    if (await all) onClose();
  };
  const asking = (
    <>
      <Button onPress={onClose}>{t.cancel}</Button>
      {problem === null && <TryFirst count={knownCount(items)} onPress={() => copying.tryIt(work)} />}
      <Button look="primary" isDisabled={problem !== null} onPress={() => void closeIf(copying.run(work))}>
        {move ? t.moveHere : t.copyHere}
      </Button>
    </>
  );
  const ended = (
    <>
      <Button onPress={onClose}>{t.close}</Button>
      {copying.hasFailed && <Button onPress={() => void closeIf(copying.run(work))}>{t.tryFailed}</Button>}
      {conflicts > 0 && (
        <Button look="danger" onPress={() => void closeIf(copying.replace())}>
          {conflicts === working.job?.failed ? t.replaceFiles(conflicts) : t.replaceThere}
        </Button>
      )}
    </>
  );
  return (
    <Dialog
      title={(move ? t.moveTitle : t.copyTitle)(allWords(items) ?? t.items(items.length))}
      isOpen
      onClose={onClose}
      actions={isRunning ? <WhileItRuns working={working} onLeave={onClose} /> : isOver ? ended : asking}
    >
      {!isRunning && !isOver && (
        <>
          <ThroughRole from={connection} to={role} onChange={setRole} />
          <TextField
            label={t.folder}
            mono
            value={text}
            onChange={setText}
            spellCheck="false"
            autoComplete="off"
          />
          <FolderPicker
            connection={role}
            place={"problem" in place ? null : place}
            onWays={setWays}
            onPlace={(next) => setText(formatAddress({ bucket: next.bucket, key: next.prefix }))}
          />
          <p className="muted" role="status">
            {problem ?? t.sameNameStays}
          </p>
        </>
      )}
      <JobReport connection={connection} working={working} total={null} prefix={folder.prefix} />
    </Dialog>
  );
}

/** How many objects are meant; null where a folder is among them, which nobody has counted. */
const knownCount = (items: Item[]) => (items.some(({ isFolder }) => isFolder) ? null : items.length);

/** The folder that an address names; one typed without its last slash is a folder all the same. */
export function placeOf(text: string, bucket: string): Place | { problem: string } {
  const parsed = parseAddress(text, bucket);
  if ("problem" in parsed) return parsed;
  const { key } = parsed.address;
  return { bucket: parsed.address.bucket, prefix: key === "" || key.endsWith("/") ? key : `${key}/` };
}
