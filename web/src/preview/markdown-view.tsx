// A Markdown file as it is meant, or its text.
import { useRef, useState } from "react";
import { t } from "../messages/preview";
import { Button } from "../ui/button";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { Laid } from "./markdown";
import { NoViewer, type ViewProps } from "./show";
import { Bar, Lines } from "./text-view";
import { useColours } from "./use-colours";
import { useText } from "./use-text";

/** Above so many characters laying it out would hold up the page. */
const MOST = 300_000;

export default function MarkdownView(props: ViewProps) {
  const { data, error, refetch } = useText(props);
  const [source, setSource] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  useColours(page);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label={t.reading} />;
  if (data.text === null) return <NoViewer source={props.source} />;
  const large = data.text.length > MOST;
  return (
    <div className="text-view">
      <Bar read={data}>
        {large ? (
          <span>{t.tooLong}</span>
        ) : (
          <Button size="s" look="quiet" onPress={() => setSource(!source)}>
            {source ? t.laidOut : t.source}
          </Button>
        )}
      </Bar>
      {source || large ? (
        <Lines text={data.text} name={props.source.key} wrap />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div ref={page} className="markdown-page" role="region" aria-label={t.text} tabIndex={0}>
          <Laid text={data.text} source={props.source} />
        </div>
      )}
    </div>
  );
}
