// What can be done with a selection; each is offered in the bar, in the menu and by a key.
import { meet } from "../api/abilities";
import { createArchive } from "../api/archives";
import { ApiError } from "../api/error";
import { objectUrl, showProperties } from "../api/objects";
import { t } from "../messages/files";
import { toast } from "../ui/toast";
import { archiveWords } from "../util/archive";
import { type Act, type Refused, reasonWords } from "./acts";
import { wordsOf } from "./clipboard";
import { type Folder, type Item, selectionOf } from "./item";
import type { Clipboard } from "./use-clipboard";

/** The dialog that is open. */
export type Question =
  | { kind: "new-folder" }
  | { kind: "new-file" }
  | { kind: "rename"; item: Item }
  | { kind: "delete"; items: Item[] }
  | { kind: "target"; items: Item[]; move: boolean; to?: string }
  | { kind: "properties"; items: Item[] }
  | { kind: "versions"; item: Item }
  | { kind: "past" }
  | { kind: "help" }
  /** `goOn` does it; null where that takes one press more. */
  | { kind: "refused"; act: Act; refused: Refused; goOn: (() => void) | null };

export interface Actions {
  newFolder: () => void;
  newFile: () => void;
  open: (item: Item) => void;
  download: (items: Item[]) => void;
  rename: (item: Item) => void;
  /** `to` is the prefix to offer first. */
  move: (items: Item[], to?: string) => void;
  copy: (items: Item[]) => void;
  remove: (items: Item[]) => void;
  properties: (items: Item[]) => void;
  /** The versions of a file. */
  versions: (item: Item) => void;
  /** The folder as it was at a moment. */
  past: () => void;
  /** Why it is refused here, in a few words; null as far as is known. */
  reason: (act: Act) => string | null;
  /** Tells all there is to know of that. */
  explain: (act: Act) => void;
  /** Takes things up, to be copied or moved where they are pasted. */
  take: (items: Item[], move: boolean) => void;
  paste: () => void;
  /** What would be pasted, in words; null where there is nothing. */
  pastes: string | null;
}

export function actionsOf(
  folder: Folder,
  ask: (question: Question) => void,
  open: (item: Item) => void,
  refusedBy: (act: Act) => Refused | null,
  clipboard: Clipboard,
): Actions {
  /** What is known to be refused is not tried: its dialog says why. */
  const unless = (act: Act, goOn: () => void) => {
    const refused = refusedBy(act);
    if (refused) ask({ kind: "refused", act, refused, goOn });
    else goOn();
  };
  const some = (act: Act, items: Item[], question: Question) => {
    if (items.length > 0) unless(act, () => ask(question));
  };
  return {
    newFolder: () => unless("new-folder", () => ask({ kind: "new-folder" })),
    newFile: () => unless("upload", () => ask({ kind: "new-file" })),
    open,
    download: (items) => unless("download", () => void download(folder, items, ask)),
    rename: (item) => unless("rename", () => ask({ kind: "rename", item })),
    move: (items, to) => some("move", items, { kind: "target", items, move: true, to }),
    copy: (items) => some("copy", items, { kind: "target", items, move: false }),
    remove: (items) => some("delete", items, { kind: "delete", items }),
    properties: (items) => ask({ kind: "properties", items }),
    versions: (item) => ask({ kind: "versions", item }),
    past: () => ask({ kind: "past" }),
    reason: (act) => {
      const refused = refusedBy(act);
      return refused && reasonWords(refused);
    },
    explain: (act) => {
      const refused = refusedBy(act);
      if (refused) ask({ kind: "refused", act, refused, goOn: null });
    },
    take: (items, move) => {
      if (items.length === 0) return;
      unless(move ? "cut" : "download", () => clipboard.take(items, move));
    },
    paste: () => {
      if (clipboard.held) unless("paste", clipboard.paste);
    },
    pastes: clipboard.held && wordsOf(clipboard.held.items),
  };
}

/** One file as itself, all else as one archive. */
async function download(folder: Folder, items: Item[], ask: (question: Question) => void): Promise<void> {
  const [one, ...more] = items;
  if (!one) return;
  const { connection, bucket, prefix } = folder;
  try {
    if (more.length === 0 && !one.isFolder) {
      const cold = one.inArchive ? await showProperties(connection, bucket, one.key) : null;
      if (!cold?.archived) return save(objectUrl(connection, bucket, one.key), one.name);
      const detail = archiveWords(cold) ?? undefined;
      const action = { label: t.properties, onAction: () => ask({ kind: "properties", items }) };
      return void toast({ tone: "warn", title: t.notDownloaded, detail, action });
    }
    // The answer says what it is called.
    save(await createArchive(connection, prefix, selectionOf(folder, items)), "");
  } catch (thrown) {
    const error = ApiError.from(thrown);
    meet(folder, error);
    const goOn = () => void download(folder, items, ask);
    if (error.denial) ask({ kind: "refused", act: "download", refused: { ability: "read", error }, goOn });
    else toast({ tone: "danger", title: t.notDownloaded, detail: error.message });
  }
}

/** Has the browser download what is at an address of ours. */
function save(href: string, name: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = name;
  link.click();
}
