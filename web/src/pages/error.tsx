// An address that leads nowhere.
import { Link } from "wouter";
import { paths } from "../routes";
import { EmptyState } from "../ui/empty-state";
import { useTitle } from "../ui/title";

/** No such page, or no such connection. */
export function ErrorPage({ what = "page" }: { what?: "page" | "connection" }) {
  const title = `There is no such ${what}`;
  useTitle(title);
  return (
    <main>
      <EmptyState
        icon="search"
        level={1}
        title={title}
        actions={<Link href={paths.start()}>To the start</Link>}
      >
        <p>The address may have been cut off on its way here.</p>
      </EmptyState>
    </main>
  );
}
