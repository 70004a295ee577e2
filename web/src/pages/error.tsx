// An address that leads nowhere.
import { Link } from "wouter";
import { paths } from "../routes";
import { EmptyState } from "../ui/empty-state";
import { useTitle } from "../ui/title";

export function ErrorPage() {
  useTitle("No such page");
  return (
    <main>
      <EmptyState
        icon="search"
        level={1}
        title="There is no such page"
        actions={<Link href={paths.start()}>To the start</Link>}
      >
        <p>The address may have been cut off on its way here.</p>
      </EmptyState>
    </main>
  );
}
