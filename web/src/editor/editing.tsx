// A text that is being edited: typed, kept, saved.
import type { Text as Lines } from "@codemirror/state";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import { ApiError } from "../api/error";
import { t } from "../messages/editor";
import { Button, IconButton } from "../ui/button";
import { lazily } from "../ui/lazily";
import { Notice } from "../ui/notice";
import { Spinner } from "../ui/progress";
import { editorAddress } from "./address";
import { ConflictDialog } from "./conflict-dialog";
import type { Draft } from "./drafts";
import { Frame } from "./frame";
import { Keeper, type Standing } from "./keeper";
import { type Merged, hasClash } from "./merge";
import type { Origin } from "./opening";
import { saveNew, saveOver } from "./saving";
import type { Place } from "./stored";
import { Status } from "./status";
import type { Surface } from "./surface";
import type { Text } from "./text";
import { Unsaved } from "./unsaved";
import { useSaveKey } from "./use-save-key";
import { useStaying } from "./use-staying";

const SurfaceView = lazily(
  async () => (await import("./surface")).default,
  () => <Spinner label={t.opening} />,
);

interface EditingProps {
  place: Place;
  /** Of its draft. */
  name: string;
  origin: Origin;
  /** What to go on with. */
  draft: Draft | null;
  /** A draft that is offered: nothing is typed before it is answered. */
  offer?: ReactNode;
  onClose: () => void;
}

export function Editing({ place, name, draft, offer, onClose, ...first }: EditingProps) {
  const surface = useRef<Surface | null>(null);
  const [origin, setOrigin] = useState(first.origin);
  const [body, setBody] = useState({ start: draft?.mine ?? origin.text, round: 0 });
  const [isDirty, setDirty] = useState(draft !== null);
  const [isSaving, setSaving] = useState(false);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [conflict, setConflict] = useState<{ text: Text; lines: Lines } | null>(null);
  const [clashes, setClashes] = useState<number | null>(null);
  const [isStopped, setStopped] = useState(false);
  const [wrap, setWrap] = useState(true);
  const [standing, setStanding] = useState<Standing>({
    at: draft?.at ?? null,
    isPending: false,
    isLost: false,
  });
  const keeper = useMemo(() => new Keeper(name, setStanding), [name]);
  useStaying(keeper, isDirty);
  const [path, navigate] = useLocation();
  const search = useSearch();
  const client = useQueryClient();
  /** The lines that are stored; null when no state of the surface is. */
  const stored = useRef<Lines | null>(null);
  const { form } = body.start;
  const textOf = (lines: Lines): Text => ({ text: lines.toString(), form });
  const latest = useRef(origin);

  const from = (now: Origin) => {
    latest.current = now;
    setOrigin(now);
  };
  const begun = (lines: Lines) => {
    if (body.round === 0 && draft === null) stored.current = lines;
  };
  const onChange = () => {
    const now = surface.current!.lines();
    const differs = !stored.current?.eq(now);
    setDirty(differs);
    if (!differs) return void keeper.drop();
    // By the time it is kept the surface may be gone.
    keeper.keep(() => ({ mine: textOf(now), base: latest.current.text, etag: latest.current.etag }));
  };

  /** These lines are in S3 now. */
  const onSaved = (text: Text, lines: Lines, etag: string) => {
    from({ text, etag });
    stored.current = lines;
    setSavedAt(Date.now());
    setFailure(null);
    setConflict(null);
    setClashes(null);
    if (surface.current?.lines().eq(lines) ?? true) {
      setDirty(false);
      void keeper.drop();
    } else onChange();
    for (const known of ["properties", "tags", "text", "sniff"]) {
      void client.invalidateQueries({ queryKey: [known] });
    }
    if (new URLSearchParams(search).has("new")) {
      navigate(editorAddress(path, search, { edit: place.key }), { replace: true });
    }
  };

  const canSave = !offer && (isDirty || origin.etag === null);
  const save = async ({ dropTags = false, withMarks = false } = {}) => {
    if (!canSave || isSaving || !surface.current) return;
    const lines = surface.current.lines();
    const text = textOf(lines);
    const stops = Boolean(clashes) && !withMarks && hasClash(text.text);
    setStopped(stops);
    if (stops) return;
    setSaving(true);
    setFailure(null);
    void keeper.flush();
    try {
      const { etag } = origin;
      onSaved(
        text,
        lines,
        etag === null ? await saveNew(place, text) : await saveOver(place, text, etag, dropTags),
      );
    } catch (thrown) {
      const failed = ApiError.from(thrown);
      if (meetsAnother(failed, origin.etag)) setConflict({ text, lines });
      else setFailure(failed);
    } finally {
      setSaving(false);
    }
  };

  useSaveKey(() => conflict === null && void save());
  // A dialog cannot give the focus back into what is closed to it.
  useEffect(() => {
    if (conflict === null) surface.current?.focus();
  }, [conflict]);

  const onMerged = (merged: Merged, theirs: Origin) => {
    from(theirs);
    stored.current = null;
    setConflict(null);
    setClashes(merged.clashes);
    setDirty(true);
    // Another surface: what came before the merge cannot be undone into what is theirs.
    setBody(({ round }) => ({ start: merged.text, round: round + 1 }));
    keeper.keep(() => ({ mine: merged.text, base: theirs.text, etag: theirs.etag }));
  };

  return (
    <Frame
      place={place}
      onClose={onClose}
      isDirty={isDirty}
      tools={
        <>
          <IconButton icon="search" label={t.find} onPress={() => surface.current?.search()} />
          <Button size="s" look="quiet" aria-pressed={wrap} onPress={() => setWrap(!wrap)}>
            {wrap ? t.noWrap : t.wrap}
          </Button>
          <Button
            look="primary"
            icon="check"
            isDisabled={!canSave}
            isPending={isSaving}
            onPress={() => void save()}
          >
            {t.save}
          </Button>
        </>
      }
      status={
        <Status
          form={form}
          isNew={origin.etag === null}
          isDirty={isDirty}
          isSaving={isSaving}
          savedAt={savedAt}
          standing={standing}
        />
      }
    >
      {offer}
      {failure && (
        <Unsaved error={failure} onRetry={(dropTags) => void save({ dropTags, withMarks: true })} />
      )}
      {clashes !== null && isDirty && (
        <AfterMerge clashes={clashes} isStopped={isStopped} onAnyway={() => void save({ withMarks: true })} />
      )}
      <SurfaceView
        key={body.round}
        ref={surface}
        start={body.start}
        name={place.key}
        label={t.field}
        wrap={wrap}
        isReadOnly={Boolean(offer)}
        onBegin={begun}
        onChange={onChange}
      />
      {conflict && (
        <ConflictDialog
          place={place}
          mine={conflict.text}
          origin={origin}
          onSaved={(etag) => onSaved(conflict.text, conflict.lines, etag)}
          onSavedAs={(key) => {
            void keeper.drop();
            navigate(editorAddress(path, search, { edit: key }), { replace: true });
          }}
          onMerged={onMerged}
          onClose={() => setConflict(null)}
        />
      )}
    </Frame>
  );
}

/** Whether it failed because somebody else has written, or deleted, what is written over. */
function meetsAnother({ code }: ApiError, etag: string | null): boolean {
  return etag === null ? code === "conflict" : ["precondition-failed", "missing", "hidden"].includes(code);
}

interface AfterMergeProps {
  clashes: number;
  /** It was to be saved, with marks in it. */
  isStopped: boolean;
  onAnyway: () => void;
}

function AfterMerge({ clashes, isStopped, onAnyway }: AfterMergeProps) {
  if (clashes === 0) {
    return <Notice title={t.merged}>{t.mergedWords}</Notice>;
  }
  const anyway = (
    <Button size="s" onPress={onAnyway}>
      {t.saveMarks}
    </Button>
  );
  if (isStopped) {
    return (
      <Notice tone="danger" title={t.marksLeft} actions={anyway}>
        {t.lookFor("<<<<<<<")}
      </Notice>
    );
  }
  return (
    <Notice tone="warn" title={t.toSettle(clashes)}>
      {t.settleWords("<<<<<<<", ">>>>>>>")}
    </Notice>
  );
}
