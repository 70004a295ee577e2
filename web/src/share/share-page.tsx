// What was shared with the installed page: where is it to go?
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { useSession } from "../api/queries";
import { t } from "../messages/share";
import { Tiles } from "../pages/sign-in";
import { paths } from "../routes";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Notice } from "../ui/notice";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { useTitle } from "../ui/title";
import { formatSize } from "../util/format";
import { forgetShared, noteWaiting } from "./kept";
import { sharedFiles } from "./shared-files";
import { Where } from "./where";
import "./share.css";

/** Names that are listed. */
const SHOWN = 20;

export function SharePage() {
  const [, navigate] = useLocation();
  const hasFailed = useSearch().includes("failed=");
  const session = useSession();
  const shared = useQuery({ queryKey: ["shared"], queryFn: sharedFiles, gcTime: 0, retry: false });
  const count = shared.data?.length ?? 0;
  useTitle(t.shared);
  useEffect(() => noteWaiting(count > 0), [count]);
  const failed = shared.error ?? session.error;
  if (failed) return <ErrorState error={failed} onRetry={() => void shared.refetch()} />;
  if (!shared.data || !session.data) return <Spinner label={t.looking} />;
  const { open } = session.data;
  const lost = hasFailed && (
    <Notice tone="danger" title={t.notKept}>
      <p>{t.notKeptWords}</p>
    </Notice>
  );
  if (count === 0) {
    return (
      <main className="share">
        {lost}
        <EmptyState
          icon="upload"
          level={1}
          title={t.nothing}
          actions={<Button onPress={() => navigate(paths.start())}>{t.toStart}</Button>}
        >
          <p>{t.nothingWords}</p>
        </EmptyState>
      </main>
    );
  }
  const discard = async () => {
    await forgetShared();
    await shared.refetch();
  };
  return (
    <main className="share">
      <h1>{t.where(count)}</h1>
      {lost}
      <Files files={shared.data} onDiscard={() => void discard()} />
      {open.length > 0 ? (
        <Where files={shared.data} open={open} />
      ) : (
        <section className="share-sign-in">
          <p>{t.signInFirst}</p>
          <Tiles stays returnTo={paths.share()} />
        </section>
      )}
    </main>
  );
}

function Files({ files, onDiscard }: { files: File[]; onDiscard: () => void }) {
  const [isAsked, setAsked] = useState(false);
  return (
    <div className="share-files">
      <ul aria-label={t.shared}>
        {files.slice(0, SHOWN).map((file, at) => (
          <li key={at}>
            <bdi>{file.name}</bdi> <span className="muted num">{formatSize(file.size)}</span>
          </li>
        ))}
        {files.length > SHOWN && <li className="muted">{t.andMore(files.length - SHOWN)}</li>}
      </ul>
      {isAsked ? (
        <div className="share-discard">
          <span>{t.reallyDiscard}</span>
          <Button size="s" look="danger" onPress={onDiscard}>
            {t.discard}
          </Button>
          <Button size="s" look="quiet" onPress={() => setAsked(false)}>
            {t.keep}
          </Button>
        </div>
      ) : (
        <Button size="s" look="quiet" icon="trash" onPress={() => setAsked(true)}>
          {t.discard}
        </Button>
      )}
    </div>
  );
}
