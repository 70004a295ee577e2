// The rows of a folder in the view that was chosen. The code of cards comes when they are.
import { List, type ListProps } from "../listing/list";
import { lazily } from "../ui/lazily";
import type { Folder } from "./item";
import { view as chosen } from "./view";

const FolderCards = lazily(
  async () => (await import("./folder-cards")).default,
  () => <div className="list" />,
);

export interface FolderViewProps extends ListProps {
  folder: Folder;
  /** Nothing is known that would forbid to read what is here. */
  mayRead: boolean;
}

export function FolderView({ folder, mayRead, ...props }: FolderViewProps) {
  const view = chosen.use();
  if (view === "list") return <List {...props} />;
  return <FolderCards view={view} folder={folder} mayRead={mayRead} {...props} />;
}
