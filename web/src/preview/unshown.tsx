// Why the browser could not show something: it does not say so itself, so S3 is asked.
import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "../ui/empty-state";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { beginning } from "./beginning";
import type { Source } from "./source";

/** Says S3's reason, or that the browser cannot read what is stored. */
export function Unshown({ source, what }: { source: Source; what: string }) {
  const { isPending, error } = useQuery({
    queryKey: ["readable", source],
    queryFn: async ({ signal }) => (await beginning(source, 1, null, signal)).bytes.length,
    gcTime: 0,
  });
  if (isPending) return <Spinner label="Asking S3" />;
  if (error) return <ErrorState error={error} />;
  return (
    <EmptyState icon="warning" title={`This browser cannot show this ${what}`}>
      <p>
        It is there and may be read, but it is damaged, of a kind the browser does not know, or stored under a
        type that is not its own. Download it to open it with another program.
      </p>
    </EmptyState>
  );
}
