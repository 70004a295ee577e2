// Renaming one file or folder, in its row or in a dialog.
import { useState } from "react";
import { ApiError } from "../api/error";
import type { Copying } from "../api/jobs";
import { listObjects } from "../api/objects";
import type { Working } from "../jobs";
import { t } from "../messages/files";
import type { Folder, Item } from "./item";
import { problemOf } from "./name-problem";
import { useCopy } from "./use-copy";

/** What is being renamed, and what has been typed. */
export interface Draft {
  item: Item;
  name: string;
}

export interface Renaming {
  working: Working;
  /** It is being renamed, or it is asked whether it can be. */
  isRunning: boolean;
  isAsking: boolean;
  /** What is wrong with the name. */
  problem: string | null;
  /** What was typed was tried. */
  isTried: boolean;
  /** A file is in the way, and can be replaced. */
  isTaken: boolean;
  /** There is nothing to do, or it cannot be done. */
  isIdle: boolean;
  /** Whether all of it has the name now. */
  rename: (overwrite?: boolean) => Promise<boolean>;
}

export function useRenaming(
  folder: Folder,
  { item, name }: Draft,
  onRenamed: (key: string) => void,
): Renaming {
  const { isFolder } = item;
  const [tried, setTried] = useState<string | null>(null);
  const [taken, setTaken] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const to = folder.prefix + name + (isFolder ? "/" : "");
  const work: Copying = {
    kind: "move",
    source_bucket: folder.bucket,
    target_bucket: folder.bucket,
    items: [{ kind: isFolder ? "prefix" : "object", from: item.key, to }],
    except_keys: [],
    except_prefixes: [],
    overwrite: false,
  };
  const { working, run, conflicts } = useCopy(folder, work);
  const isRunning = working.isRunning || isAsking;
  const problem = problemOf(folder.prefix, name, isFolder);
  // What came of one name says nothing of another.
  const isTried = name === tried;
  const isTaken = !isFolder && isTried && conflicts > 0;
  const isIdle = problem !== null || name === item.name;
  return {
    working,
    isRunning,
    isAsking,
    isTried,
    isTaken,
    isIdle,
    problem: isTaken ? t.fileTaken : ((isTried ? taken : null) ?? problem),
    rename: async (overwrite = false) => {
      if (isRunning || isIdle) return false;
      setTried(name);
      setTaken(null);
      if (isFolder && !overwrite) {
        setAsking(true);
        const found = await inTheWay(folder, to).catch((thrown: unknown) => ApiError.from(thrown).message);
        setAsking(false);
        setTaken(found);
        if (found !== null) return false;
      }
      if (!(await run({ ...work, overwrite }))) return false;
      onRenamed(to);
      return true;
    },
  };
}

/** Two folders of one name would become one: said before it happens. */
async function inTheWay({ connection, bucket }: Folder, prefix: string): Promise<string | null> {
  for await (const { objects, prefixes } of listObjects(connection, { bucket, prefix })) {
    if (objects.length > 0 || prefixes.length > 0) {
      return t.folderTaken;
    }
  }
  return null;
}

/** What is typed replaces the name, and leaves the ending. */
export function selectStem(input: HTMLInputElement, isFolder: boolean): void {
  const dot = isFolder ? -1 : input.value.lastIndexOf(".");
  input.setSelectionRange(0, dot > 0 ? dot : input.value.length);
}
