// The same text under another name, which must be free.
import { type FormEvent, useState } from "react";
import { ApiError } from "../api/error";
import { problemOf } from "../files/name-problem";
import { t } from "../messages/editor";
import { Button } from "../ui/button";
import { Refusal } from "../ui/denial";
import { TextField } from "../ui/text-field";
import { saveNew } from "./saving";
import type { Place } from "./stored";
import type { Text } from "./text";

interface SaveAsProps {
  place: Place;
  mine: Text;
  /** Its key. */
  onSaved: (key: string) => void;
}

export function SaveAs({ place, mine, onSaved }: SaveAsProps) {
  const prefix = place.key.slice(0, place.key.lastIndexOf("/") + 1);
  const [name, setName] = useState(() => beside(place.key.slice(prefix.length)));
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const problem = problemOf(prefix, name, false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || problem) return;
    setBusy(true);
    setError(null);
    const key = prefix + name;
    try {
      await saveNew({ ...place, key }, mine);
      onSaved(key);
    } catch (thrown) {
      setError(ApiError.from(thrown));
      setBusy(false);
    }
  };
  const words = error?.code === "conflict" ? t.nameTaken : error?.message;
  return (
    <form className="editor-save-as" onSubmit={(event) => void save(event)}>
      <TextField
        label={t.name}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was asked for
        autoFocus
        value={name}
        onChange={(value) => {
          setName(value);
          setError(null);
        }}
        error={words ?? problem}
      />
      <Button look="primary" type="submit" isPending={busy} isDisabled={problem !== null}>
        {t.saveUnder}
      </Button>
      {error?.remedy && <Refusal error={error} />}
    </form>
  );
}

/** `notes.txt` becomes `notes (mine).txt`. */
function beside(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? `${name.slice(0, dot)} (mine)${name.slice(dot)}` : `${name} (mine)`;
}
