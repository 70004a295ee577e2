// A search in all folders below one. What is looked for is in the address.
import { useLocation } from "wouter";
import type { Wanted } from "../api/search";
import type { Folder } from "../files/item";
import { t } from "../messages/search";
import { Breadcrumb, titleOf } from "../parts/breadcrumb";
import { Preview } from "../preview";
import { paths } from "../routes";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Notice } from "../ui/notice";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { useTitle } from "../ui/title";

import { queryOf } from "./address";
import type { Hunt, Progress } from "./hunt";
import { SearchForm } from "./search-form";
import { SearchHits } from "./search-hits";
import { useHunt } from "./use-hunt";
import "./search.css";

export interface SearchViewProps {
  folder: Folder;
  wanted: Wanted;
  /** The key of the object that is shown large. */
  preview: string | null;
}

export function SearchView({ folder, wanted, preview }: SearchViewProps) {
  const { connection, bucket, prefix } = folder;
  const [hunt, progress] = useHunt(folder, wanted);
  const [, navigate] = useLocation();
  const title = t.title(titleOf(bucket, prefix));
  useTitle(title);
  const here = (more: { preview?: string } = {}) =>
    paths.files(connection, { bucket, prefix, ...more, ...queryOf(wanted) });
  const hits = progress?.hits ?? [];
  const at = preview === null ? -1 : hits.findIndex((hit) => hit.key === preview);
  const beside = (index: number) => {
    const hit = hits[index];
    return at >= 0 && hit ? () => navigate(here({ preview: hit.key }), { replace: true }) : undefined;
  };
  return (
    <main className="files search">
      <h1 className="visually-hidden">{title}</h1>
      <Breadcrumb {...folder} />
      <SearchForm
        wanted={wanted}
        onSearch={(next) => {
          const address = paths.files(connection, { bucket, prefix, ...queryOf(next) });
          // The same again is looked for again.
          if (address === here()) hunt.start();
          else navigate(address);
        }}
      />
      {progress && progress.count > 0 ? (
        <SearchHits
          hits={hits}
          count={progress.count}
          prefix={prefix}
          hrefOf={(key) => here({ preview: key })}
          folderHref={(to) => paths.files(connection, { bucket, prefix: to })}
        />
      ) : (
        <div className="files-empty">
          <Nothing progress={progress} onRetry={() => hunt.start()} />
        </div>
      )}
      <HowFar
        hunt={hunt}
        progress={progress}
        onClose={() => navigate(paths.files(connection, { bucket, prefix }))}
      />
      {preview !== null && (
        <Preview
          connection={connection}
          bucket={bucket}
          object={hits[at] ?? { key: preview }}
          onClose={() => navigate(here())}
          onPrevious={beside(at - 1)}
          onNext={beside(at + 1)}
        />
      )}
    </main>
  );
}

function Nothing({ progress, onRetry }: { progress: Progress | null; onRetry: () => void }) {
  if (progress === null) {
    return (
      <EmptyState icon="search" title={t.begin}>
        <p>{t.beginWords}</p>
      </EmptyState>
    );
  }
  if (progress.error?.code === "invalid") {
    return (
      <EmptyState icon="warning" tone="warn" role="alert" title={t.invalid}>
        <p>{progress.error.message}</p>
      </EmptyState>
    );
  }
  if (progress.error) return <ErrorState error={progress.error} onRetry={onRetry} />;
  if (progress.state === "searching") return null;
  return (
    <EmptyState icon="search" title={t.nothing} role="status">
      <p>{progress.state === "done" ? t.noneLikeThat(progress.scanned) : t.stoppedAfter(progress.scanned)}</p>
    </EmptyState>
  );
}

interface HowFarProps {
  hunt: Hunt;
  progress: Progress | null;
  onClose: () => void;
}

function HowFar({ hunt, progress, onClose }: HowFarProps) {
  const found = progress && t.someFound(progress.count);
  const scanned = progress && t.lookedAt(progress.scanned);
  if (progress?.error && progress.count > 0) {
    return (
      <Notice
        tone="warn"
        title={t.brokeOff(found ?? "")}
        actions={
          <Button size="s" onPress={() => hunt.start()}>
            {t.again}
          </Button>
        }
      >
        {progress.error.message}
      </Notice>
    );
  }
  return (
    <footer className="files-status num">
      {progress?.state === "searching" && (
        <>
          <Spinner label={`${found}, ${scanned}`} />
          <Button size="s" look="quiet" icon="close" onPress={() => hunt.stop()}>
            {t.stop}
          </Button>
        </>
      )}
      {progress?.state === "stopped" && (
        <>
          <span role="status">{t.stopped(found ?? "", scanned ?? "")}</span>
          <Button size="s" look="quiet" icon="refresh" onPress={() => hunt.start()}>
            {t.again}
          </Button>
        </>
      )}
      {progress?.state === "done" && (
        <span role="status">
          {found}, {scanned}
          {progress.limited && t.limited}
        </span>
      )}
      <span className="files-gap" />
      <Button size="s" look="quiet" icon="folder" onPress={onClose}>
        {t.back}
      </Button>
    </footer>
  );
}
