// Copying, cutting and pasting in a folder.
import { useMemo } from "react";
import { ApiError } from "../api/error";
import { useSession } from "../api/queries";
import { nameOf, useOpened } from "../api/role";
import { jobs } from "../jobs";
import type { Listing } from "../listing/listing";
import { t } from "../messages/files";
import { toast } from "../ui/toast";
import { type Held, addressesOf, cutIn, hasWritten, hold, pasting, useHeld, wordsOf } from "./clipboard";
import type { Folder, Item } from "./item";

export interface Clipboard {
  held: Held | null;
  /** Keys of this folder that are cut. */
  cut: ReadonlySet<string>;
  /** Takes things up, to be copied or moved. */
  take: (items: Item[], move: boolean) => void;
  paste: () => void;
  /** Holds nothing any more; false where nothing was held. */
  letGo: () => boolean;
}

export function useClipboard(folder: Folder, listing: Listing): Clipboard {
  const { data: session } = useSession();
  const role = useOpened(nameOf(folder.connection))?.id;
  const held = useHeld(session?.open ?? []);
  const { connection, bucket, prefix } = folder;
  const cut = useMemo(() => cutIn(held, { connection, bucket, prefix }), [held, connection, bucket, prefix]);
  return {
    held,
    cut,
    take: (items, move) => {
      if (role === undefined || items.length === 0) return;
      hold({ move, folder, items, role });
      void write(addressesOf(folder, items));
      const title = (move ? t.cutWhat : t.copied)(wordsOf(items));
      toast({ tone: "info", title, detail: t.pasteElsewhere });
    },
    paste: () => {
      if (held) void paste(held, folder, listing);
    },
    letGo: () => {
      if (held) hold(null);
      return held !== null;
    },
  };
}

/** Where the browser does not allow that, ours is enough. */
async function write(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    hasWritten(text);
  } catch {
    // Not known.
  }
}

async function paste(held: Held, to: Folder, listing: Listing): Promise<void> {
  const found = pasting(held, to, (key) => listing.row(key) !== undefined);
  if ("problem" in found) {
    toast({ tone: "warn", title: t.notPasted, detail: found.problem });
    return;
  }
  try {
    // What is moved is where it was no more; what is copied can be pasted again.
    if (held.move) hold(null);
    await jobs.start(held.folder.connection, found.work);
  } catch (thrown) {
    if (held.move) hold(held);
    toast({ tone: "danger", title: t.notPasted, detail: ApiError.from(thrown).message });
  }
}
