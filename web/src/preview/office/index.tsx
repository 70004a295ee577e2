// Documents of Office, of which only what is shown is read. Macros are never looked at, and what leads out of a
// document is never followed.
import { useQuery } from "@tanstack/react-query";
import { t } from "../../messages/preview";
import { Spinner } from "../../ui/progress";
import { ErrorState } from "../../ui/states";
import { useRanges } from "../ranges";
import type { ViewProps } from "../show";
import { DocumentView } from "./document-view";
import { Parts } from "./parts";
import { SheetView } from "./sheet-view";
import { SlidesView } from "./slides-view";
import "../markdown.css";
import "./office.css";

const views = { document: DocumentView, workbook: SheetView, slides: SlidesView };

export type OfficeKind = keyof typeof views;

export default function OfficeView({ source, size, kind }: ViewProps & { kind: OfficeKind }) {
  const ranges = useRanges(source, size);
  const { data, error, refetch } = useQuery({
    queryKey: ["office", ranges.id],
    queryFn: () => Parts.open(ranges),
    gcTime: 0,
    retry: false,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label={t.reading} />;
  const View = views[kind];
  return <View key={ranges.id} parts={data} />;
}
