// Text that is read piece by piece, once it is known how it is stored.
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { t } from "../messages/preview";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { Pieces } from "./pieces";
import { useRanges } from "./ranges";
import { NoViewer } from "./show";
import type { Source } from "./source";

interface Props {
  source: Source;
  size: number;
  children: (pieces: Pieces) => ReactNode;
}

export function Opened({ source, size, children }: Props) {
  const ranges = useRanges(source, size);
  const { data, error, refetch } = useQuery({
    queryKey: ["pieces", ranges.id],
    queryFn: () => Pieces.open(ranges),
    gcTime: 0,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Spinner label={t.reading} />;
  if (data === null) return <NoViewer source={source} />;
  return children(data);
}
