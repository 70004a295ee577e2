// Names with values, one below the other: tags, metadata.
import { useRef } from "react";
import { t } from "../../messages/files";
import { Button, IconButton } from "../../ui/button";
import { TextField } from "../../ui/text-field";
import type { Pair } from "./limits";

export interface PairsProps {
  /** What they are, such as `Tags`. */
  label: string;
  /** What is said of one of them. */
  words: typeof t.tagPair;
  pairs: Pair[];
  onChange: (pairs: Pair[]) => void;
  problem: string | null;
}

export function Pairs({ label, words, pairs, onChange, problem }: PairsProps) {
  const group = useRef<HTMLDivElement>(null);
  const focusLast = (selector: string) =>
    requestAnimationFrame(() =>
      [...(group.current?.querySelectorAll<HTMLElement>(selector) ?? [])].at(-1)?.focus(),
    );
  const change = (at: number, more: Partial<Pair>) =>
    onChange(pairs.map((pair, index) => (index === at ? { ...pair, ...more } : pair)));
  return (
    <div className="pairs" role="group" aria-label={label} ref={group}>
      {pairs.map((pair, at) => (
        // Rows have no other identity than their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div className="pair" key={at}>
          <TextField
            label={words.nameOf(at + 1)}
            hideLabel
            placeholder={t.name}
            value={pair.name}
            onChange={(name) => change(at, { name })}
            autoComplete="off"
            spellCheck="false"
          />
          <TextField
            label={words.valueOf(at + 1)}
            hideLabel
            placeholder={t.value}
            value={pair.value}
            onChange={(value) => change(at, { value })}
            autoComplete="off"
            spellCheck="false"
          />
          <IconButton
            size="s"
            icon="close"
            label={words.remove(pair.name || String(at + 1))}
            onPress={() => {
              onChange(pairs.filter((_, index) => index !== at));
              focusLast(".pairs-add .button");
            }}
          />
        </div>
      ))}
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      <span className="pairs-add">
        <Button
          size="s"
          icon="plus"
          onPress={() => {
            onChange([...pairs, { name: "", value: "" }]);
            focusLast(".pair > .field:first-child input");
          }}
        >
          {words.add}
        </Button>
      </span>
    </div>
  );
}
