// The fields in which properties are changed.
import type { Changes } from "../../api/jobs";
import type { Versioning } from "../../api/types";
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
        <Notice tone="warn" title="It is in the archive">
          <p>Until it is restored, only its tags can be changed.</p>
        </Notice>
      )}
      <section aria-labelledby="change-tags">
        <h3 id="change-tags">Tags</h3>
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
            <h3 id="change-headers">Headers</h3>
            <div className="change-headers">
              {headers.map(([name, label]) => (
                <TextField
                  key={name}
                  label={label}
                  value={draft.headers[name]}
                  placeholder={isMany ? "as it is" : undefined}
                  onChange={(value) => header(name, value)}
                  error={problems[name]}
                  autoComplete="off"
                  spellCheck="false"
                />
              ))}
            </div>
          </section>
          <section aria-labelledby="change-metadata">
            <h3 id="change-metadata">Metadata</h3>
            <Replaceable
              what="metadata"
              pairs={draft.metadata}
              isMany={isMany}
              onChange={(metadata) => onChange({ ...draft, metadata })}
              problem={problems.metadata ?? null}
            />
          </section>
          <Select
            label="Storage class"
            value={draft.storageClass}
            onChange={(value) => onChange({ ...draft, storageClass: value })}
            options={[
              ...(isMany ? [{ value: "", label: "As it is" }] : []),
              ...(known || draft.storageClass === ""
                ? []
                : [{ value: draft.storageClass, label: draft.storageClass }]),
              ...storageClasses,
            ]}
          />
        </>
      )}
      {surprises.length > 0 && (
        <Notice tone="warn" title={`What goes to ${to}`}>
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
        <span className="muted">
          {isMany ? `Each keeps its ${what}.` : `Your role may not see its ${what}. It keeps them.`}
        </span>
        <Button size="s" onPress={() => onChange([])}>
          Replace all {what}
        </Button>
      </div>
    );
  }
  return (
    <>
      {isMany && (
        <div className="change-leave">
          <span>
            {pairs.length === 0
              ? `All ${what} of each will be taken away.`
              : `Each will have these ${what} and no others.`}
          </span>
          <Button size="s" onPress={() => onChange(null)}>
            Leave them
          </Button>
        </div>
      )}
      <Pairs
        label={isTags ? "Tags" : "Metadata"}
        one={isTags ? "tag" : "metadata entry"}
        pairs={pairs}
        onChange={onChange}
        problem={problem}
      />
    </>
  );
}

/** What a change costs, truthfully. */
function costOf(changes: Changes, isMany: boolean, versioning: Versioning | null): string {
  if (Object.keys(changes).length === 0) return "Nothing is changed yet.";
  if (onlyTags(changes)) return "S3 changes tags in place: the object stays as it was written.";
  const each = isMany ? "each object" : "the object";
  const parts = "above 5 GB part by part";
  const version =
    versioning === "enabled" ? " The old one stays as an older version, and both are paid for." : "";
  return `S3 cannot change this in place: it writes ${each} anew from itself, ${parts}, and “last modified” becomes now. An ACL of its own, where the bucket still has such, is lost.${version}`;
}
