// An address that leads nowhere.
import { Link } from "wouter";
import { m } from "../messages";
import { paths } from "../routes";
import { EmptyState } from "../ui/empty-state";
import { useTitle } from "../ui/title";

/** No such page, or no such connection. */
export function ErrorPage({ what = "page" }: { what?: "page" | "connection" }) {
  const title = m.pages.noSuch[what];
  useTitle(title);
  return (
    <main>
      <EmptyState
        icon="search"
        level={1}
        title={title}
        actions={<Link href={paths.start()}>{m.pages.toStart}</Link>}
      >
        <p>{m.pages.cutOff}</p>
      </EmptyState>
    </main>
  );
}
