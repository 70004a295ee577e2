// Why the browser could not show something: it does not say so itself, so S3 is asked.
import { useQuery } from "@tanstack/react-query";
import { t } from "../messages/preview";
import { EmptyState } from "../ui/empty-state";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { beginning } from "./beginning";
import type { Source } from "./source";

/** Says S3's reason, or that the browser cannot read what is stored. */
export function Unshown({ source, what }: { source: Source; what: keyof typeof t.cannotShow }) {
  const { isPending, error } = useQuery({
    queryKey: ["readable", source],
    queryFn: async ({ signal }) => (await beginning(source, 1, null, signal)).bytes.length,
    gcTime: 0,
  });
  if (isPending) return <Spinner label={t.asking} />;
  if (error) return <ErrorState error={error} />;
  return (
    <EmptyState icon="warning" title={t.cannotShow[what]}>
      <p>{t.cannotShowWords}</p>
    </EmptyState>
  );
}
