// Renaming a file or folder in its row.
import { type FormEvent, type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { JobReport } from "../jobs";
import { displayName } from "../listing/names";
import { t } from "../messages/files";
import { Button } from "../ui/button";
import { FileIcon } from "../ui/file-icon";
import { kindOf } from "../util/kind";
import type { Folder } from "./item";
import { RenameCost } from "./rename-cost";
import { type Draft, selectStem, useRenaming } from "./use-renaming";
import "./rename-row.css";

export interface RenameRowProps {
  folder: Folder;
  /** Kept outside: a row that scrolls out of view is forgotten, what was typed is not. */
  draft: Draft;
  onName: (name: string) => void;
  /** The row has its name again; `back` when the keys go on in the list. */
  onEnd: (back: boolean) => void;
  onRenamed: (key: string) => void;
}

/** Pixels that the note below the field needs. */
const ROOM = 170;

export function RenameRow({ folder, draft, onName, onEnd, onRenamed }: RenameRowProps) {
  const { item, name } = draft;
  const field = useRef<HTMLInputElement>(null);
  const note = useId();
  const [isLow, setLow] = useState(false);
  const renaming = useRenaming(folder, draft, onRenamed);
  const { working, isRunning, isTried, isTaken, isIdle, problem, rename } = renaming;
  useLayoutEffect(() => {
    const input = field.current;
    if (!input) return;
    input.focus({ preventScroll: true });
    if (input.value === item.name) selectStem(input, item.isFolder);
    const list = input.closest(".list")?.getBoundingClientRect();
    const { top, bottom } = input.getBoundingClientRect();
    setLow(list !== undefined && bottom + ROOM > list.bottom && top - ROOM > list.top);
  }, [item]);

  const submit = async (event?: FormEvent, overwrite = false) => {
    event?.preventDefault();
    if (name === item.name) return onEnd(true);
    if (isIdle) return;
    if (await rename(overwrite)) onEnd(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The list's keys are not the field's.
    event.stopPropagation();
    if (event.key !== "Escape") return;
    event.preventDefault();
    onEnd(true);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what bubbles up from field and buttons
    <div
      className="list-editor"
      role="group"
      aria-label={t.renameOf(displayName(item.name))}
      data-low={isLow || undefined}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        const isWithin = event.currentTarget.contains(event.relatedTarget);
        if (!isWithin && name === item.name && !isRunning) onEnd(false);
      }}
    >
      <FileIcon kind={item.isFolder ? "folder" : kindOf(item.key)} />
      <form onSubmit={(event) => void submit(event)}>
        <input
          ref={field}
          dir="auto"
          aria-label={t.newName}
          aria-invalid={problem !== null}
          aria-describedby={note}
          value={name}
          readOnly={isRunning}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onName(event.target.value)}
        />
      </form>
      <div className="list-editor-note" id={note}>
        {problem !== null && (
          <p className="list-editor-problem" role="alert">
            {problem}
          </p>
        )}
        {!isRunning && <RenameCost folder={folder} item={item} />}
        {!problem && name.includes("/") && <p className="muted">{t.slashMoves}</p>}
        {isTried && !isTaken && (
          <JobReport
            connection={folder.connection}
            working={working}
            total={null}
            prefix={folder.prefix}
            verb={t.renamed}
          />
        )}
        <span className="list-editor-buttons">
          {isTaken && !isRunning && (
            <Button size="s" look="danger" onPress={() => void submit(undefined, true)}>
              {t.replaceOther}
            </Button>
          )}
          {working.isRunning && (
            <>
              <Button size="s" onPress={working.stop} isDisabled={working.job === null}>
                {t.stop}
              </Button>
              <Button size="s" onPress={() => onEnd(true)}>
                {t.leaveRunning}
              </Button>
            </>
          )}
        </span>
      </div>
    </div>
  );
}
