// A text, opened to be edited: what is stored, or what was typed and not saved.
import { useState } from "react";
import { useLocation } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import { nameOf, useOpened } from "../api/role";
import { t } from "../messages/editor";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Notice } from "../ui/notice";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { formatClock } from "../util/format";
import { editorAddress } from "./address";
import { type Draft, draftName, dropDraft } from "./drafts";
import { Editing } from "./editing";
import { Frame } from "./frame";
import { useOpening } from "./opening";
import type { Place } from "./stored";
import "./editor.css";

export default function EditorPage({ place, isNew }: { place: Place; isNew: boolean }) {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const identity = useOpened(nameOf(place.connection));
  // Whoever goes on in another role goes on with the same text.
  const [name] = useState(() => draftName(identity, place.bucket, place.key));
  // It is told once: after the first save it is there.
  const [isBegun, setBegun] = useState(isNew);
  const [opening, retry] = useOpening(place, isBegun, name);
  const [choice, setChoice] = useState<"restored" | "discarded" | null>(null);
  const close = () => navigate(editorAddress(path, search, { edit: null }));
  if (!opening) {
    return (
      <Frame place={place} onClose={close}>
        <Spinner label={t.reading} />
      </Frame>
    );
  }
  const { origin, why, error, draft } = opening;
  const offered = choice === null ? draft : null;
  const offer = offered && (
    <Offer
      draft={offered}
      isOther={origin !== null && origin.etag !== offered.etag}
      onRestore={() => setChoice("restored")}
      onDiscard={() => {
        setChoice("discarded");
        void dropDraft(name);
      }}
    />
  );
  if (draft && choice === "restored") {
    const from = { text: draft.base, etag: draft.etag };
    return <Editing key="draft" place={place} name={name} origin={from} draft={draft} onClose={close} />;
  }
  if (origin) {
    return (
      <Editing
        key="stored"
        place={place}
        name={name}
        origin={origin}
        draft={null}
        offer={offer}
        onClose={close}
      />
    );
  }
  return (
    <Frame place={place} onClose={close}>
      {offer}
      <div className="editor-none">
        {error ? (
          <ErrorState error={error} onRetry={retry} />
        ) : (
          <EmptyState icon="file" title={t.notHere} role="alert">
            <p>{why}</p>
          </EmptyState>
        )}
        {error?.code === "missing" && (
          <Button
            icon="plus"
            onPress={() => {
              setBegun(true);
              navigate(editorAddress(path, search, { edit: place.key, isNew: true }), { replace: true });
            }}
          >
            {t.beginNew}
          </Button>
        )}
      </div>
    </Frame>
  );
}

interface OfferProps {
  draft: Draft;
  /** The file is another one than it was made from. */
  isOther: boolean;
  onRestore: () => void;
  onDiscard: () => void;
}

function Offer({ draft, isOther, onRestore, onDiscard }: OfferProps) {
  return (
    <Notice
      tone="warn"
      title={t.unsavedOf(formatClock(draft.at))}
      actions={
        <>
          <Button size="s" look="primary" onPress={onRestore}>
            {t.restore}
          </Button>
          <Button size="s" onPress={onDiscard}>
            {t.discard}
          </Button>
        </>
      }
    >
      {isOther ? t.changedSince : t.neverSaved}
    </Notice>
  );
}
