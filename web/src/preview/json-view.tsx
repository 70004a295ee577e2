// JSON as a tree, or as the text it is.
import { type ReactNode, useMemo, useState } from "react";
import { t } from "../messages/preview";
import { Button } from "../ui/button";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { formatSize } from "../util/format";
import { Ask } from "./ask";
import { treeOf } from "./json";
import { JsonTree } from "./json-tree";
import { NoViewer, type ViewProps } from "./show";
import { Bar, TextView } from "./text-view";
import { useText } from "./use-text";
import { JSON_MAX, TEXT_MAX } from "./viewer";

export default function JsonView(props: ViewProps) {
  const [asText, setAsText] = useState(false);
  const { size } = props;
  const toText = (
    <Button size="s" look="quiet" onPress={() => setAsText(true)}>
      {t.asText}
    </Button>
  );
  if (asText || size > JSON_MAX) {
    const toTree = size <= JSON_MAX && (
      <Button size="s" look="quiet" onPress={() => setAsText(false)}>
        {t.asTree}
      </Button>
    );
    const note = size > JSON_MAX && <span>{t.tooLargeForTree}</span>;
    return <TextView {...props} actions={toTree || note} />;
  }
  return (
    <Ask
      when={size > TEXT_MAX}
      title={t.jsonIs(formatSize(size))}
      words={t.treeReadsAll}
      label={t.showTree}
      actions={<Button onPress={() => setAsText(true)}>{t.showAsText}</Button>}
    >
      {() => <Whole view={props} toText={toText} />}
    </Ask>
  );
}

function Whole({ view, toText }: { view: ViewProps; toText: ReactNode }) {
  const { data, error, refetch } = useText(view, JSON_MAX);
  const text = data?.cut ? null : data?.text;
  const tree = useMemo(() => (text ? treeOf(text) : null), [text]);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label={t.reading} />;
  if (data.text === null) return <NoViewer source={view.source} />;
  if (tree === null) return <TextView {...view} actions={<span>{t.notJson}</span>} />;
  return (
    <div className="text-view">
      <Bar read={data}>{toText}</Bar>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="json" role="region" aria-label="JSON" tabIndex={0}>
        <JsonTree value={tree} />
      </div>
    </div>
  );
}
