// The fields in which properties are changed.
import type { Changes } from "../../api/jobs";
import type { Versioning } from "../../api/types";
import { t } from "../../messages/files";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { type Draft, type Header, headers, onlyTags, problemsOf } from "./draft";
import { Pairs } from "./pairs";
import { leavingOf, storageClasses, warningOf } from "./storage-class";
import "./details.css";

export interface ChangeFormProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  changes: Changes;
  /** As it is, where that is known. */
  storageClass: string | null;
  /** Many objects, of which nothing is known. */
  isMany: boolean;
  /** It must be restored before S3 can write it anew. */
  isArchived: boolean;
  versioning: Versioning | null;
}

export function ChangeForm(props: ChangeFormProps) {
  const { draft, onChange, changes, storageClass, isMany, isArchived, versioning } = props;
  const problems = problemsOf(draft);
  const header = (name: Header, value: string) =>
    onChange({ ...draft, headers: { ...draft.headers, [name]: value } });
  const to = changes.storage_class;
  const surprises = to ? [warningOf(to), storageClass && leavingOf(storageClass)].filter(Boolean) : [];
  const known = storageClasses.some(({ value }) => value === draft.storageClass);
  return (
    <div className="change">
      {isArchived && (
        <Notice tone="warn" title={t.isArchived}>
          <p>{t.onlyTags}</p>
        </Notice>
      )}
      <section aria-labelledby="change-tags">
        <h3 id="change-tags">{t.tags}</h3>
        <Replaceable
          what="tags"
          pairs={draft.tags}
          isMany={isMany}
          onChange={(tags) => onChange({ ...draft, tags })}
          problem={problems.tags ?? null}
        />
      </section>
      {!isArchived && (
        <>
          <section aria-labelledby="change-headers">
            <h3 id="change-headers">{t.headers}</h3>
            <div className="change-headers">
              {headers.map(([name, label]) => (
                <TextField
                  key={name}
                  label={label}
                  value={draft.headers[name]}
                  placeholder={isMany ? t.asItIs : undefined}
                  onChange={(value) => header(name, value)}
                  error={problems[name]}
                  autoComplete="off"
                  spellCheck="false"
                />
              ))}
            </div>
          </section>
          <section aria-labelledby="change-metadata">
            <h3 id="change-metadata">{t.metadata}</h3>
            <Replaceable
              what="metadata"
              pairs={draft.metadata}
              isMany={isMany}
              onChange={(metadata) => onChange({ ...draft, metadata })}
              problem={problems.metadata ?? null}
            />
          </section>
          <Select
            label={t.storageClass}
            value={draft.storageClass}
            onChange={(value) => onChange({ ...draft, storageClass: value })}
            options={[
              ...(isMany ? [{ value: "", label: t.asItIsOption }] : []),
              ...(known || draft.storageClass === ""
                ? []
                : [{ value: draft.storageClass, label: draft.storageClass }]),
              ...storageClasses,
            ]}
          />
        </>
      )}
      {surprises.length > 0 && (
        <Notice tone="warn" title={t.whatGoesTo(to ?? "")}>
          {surprises.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </Notice>
      )}
      <p className="muted" role="status">
        {costOf(changes, isMany, versioning)}
      </p>
    </div>
  );
}

interface ReplaceableProps {
  what: "tags" | "metadata";
  pairs: Draft["tags"];
  isMany: boolean;
  onChange: (pairs: Draft["tags"]) => void;
  problem: string | null;
}

/** What is not known can only be left, or replaced as a whole. */
function Replaceable({ what, pairs, isMany, onChange, problem }: ReplaceableProps) {
  const isTags = what === "tags";
  if (pairs === null) {
    return (
      <div className="change-leave">
        <span className="muted">{(isMany ? t.eachKeeps : t.mayNotSee)[what]}</span>
        <Button size="s" onPress={() => onChange([])}>
          {t.replaceAll[what]}
        </Button>
      </div>
    );
  }
  return (
    <>
      {isMany && (
        <div className="change-leave">
          <span>{(pairs.length === 0 ? t.takenAway : t.willHave)[what]}</span>
          <Button size="s" onPress={() => onChange(null)}>
            {t.leaveThem}
          </Button>
        </div>
      )}
      <Pairs
        label={isTags ? t.tags : t.metadata}
        words={isTags ? t.tagPair : t.metadataPair}
        pairs={pairs}
        onChange={onChange}
        problem={problem}
      />
    </>
  );
}

/** What a change costs, truthfully. */
function costOf(changes: Changes, isMany: boolean, versioning: Versioning | null): string {
  if (Object.keys(changes).length === 0) return t.nothingYet;
  if (onlyTags(changes)) return t.tagsInPlace;
  return versioning === "enabled" ? `${t.cost(isMany)} ${t.bothPaid}` : t.cost(isMany);
}
