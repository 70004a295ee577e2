// What is looked for.
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { Wanted } from "../api/search";
import { t } from "../messages/search";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { readSize, writeSize } from "./address";

const hows = { text: t.contains, glob: t.glob, regex: t.regex };
const withins = { name: t.names, key: t.namesAndFolders };

export interface SearchFormProps {
  wanted: Wanted;
  onSearch: (wanted: Wanted) => void;
}

export function SearchForm({ wanted, onSearch }: SearchFormProps) {
  const [draft, setDraft] = useState(wanted);
  const [sizes, setSizes] = useState([writeSize(wanted.min), writeSize(wanted.max)] as const);
  const [min, max] = sizes.map(readSize) as [number | null, number | null];
  const set = (change: Partial<Wanted>) => setDraft({ ...draft, ...change });
  const wrong = (size: number | null) => (Number.isNaN(size) ? t.suchAs : null);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!Number.isNaN(min) && !Number.isNaN(max)) onSearch({ ...draft, min, max });
  };
  const form = useRef<HTMLFormElement>(null);
  const isNew = wanted.words === "";
  useEffect(() => {
    if (isNew) form.current?.querySelector("input")?.focus();
  }, [isNew]);
  const bounds = [wanted.min, wanted.max, wanted.after, wanted.before];
  return (
    <form ref={form} className="search-form" role="search" onSubmit={onSubmit}>
      <div className="search-words">
        <TextField
          label={t.searchFor}
          hideLabel
          type="search"
          placeholder={t.placeholder}
          value={draft.words}
          onChange={(words) => set({ words })}
        />
        <Select label={t.how} options={hows} value={draft.how} onChange={(how) => set({ how })} hideLabel />
        <Button look="primary" icon="search" type="submit">
          {t.search}
        </Button>
      </div>
      <details
        className="search-more"
        open={bounds.some((bound) => bound !== null) || wanted.within === "key"}
      >
        <summary>{t.bounds}</summary>
        <div className="search-bounds">
          <TextField
            label={t.atLeast}
            placeholder="0"
            value={sizes[0]}
            error={wrong(min)}
            onChange={(text) => setSizes([text, sizes[1]])}
          />
          <TextField
            label={t.atMost}
            placeholder={t.anySize}
            value={sizes[1]}
            error={wrong(max)}
            onChange={(text) => setSizes([sizes[0], text])}
          />
          <TextField
            label={t.from}
            type="date"
            value={draft.after ?? ""}
            onChange={(after) => set({ after: after || null })}
          />
          <TextField
            label={t.until}
            type="date"
            value={draft.before ?? ""}
            onChange={(before) => set({ before: before || null })}
          />
          <Select
            label={t.lookIn}
            options={withins}
            value={draft.within}
            onChange={(within) => set({ within })}
          />
        </div>
      </details>
    </form>
  );
}

interface SelectProps<Value extends string> {
  label: string;
  hideLabel?: boolean;
  options: Record<Value, string>;
  value: Value;
  onChange: (value: Value) => void;
}

function Select<Value extends string>({ label, hideLabel, options, value, onChange }: SelectProps<Value>) {
  const id = useId();
  return (
    <div className="field">
      <label className={hideLabel ? "visually-hidden" : "field-label"} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="field-input"
        value={value}
        onChange={(event) => onChange(event.target.value as Value)}
      >
        {Object.entries<string>(options).map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
