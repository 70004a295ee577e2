// JSON as a tree that opens and closes. Branches are made when they are opened.
import { type ReactNode, useState } from "react";
import { t } from "../messages/preview";
import { Button } from "../ui/button";

import type { Json } from "./json";
import "./json-tree.css";

/** Branches that open by themselves, and twigs that are shown at once. */
const DEEP = 2;
const AT_ONCE = 100;
/** Characters of a text that are shown at once. */
const LONG = 1000;

interface Props {
  value: Json;
  /** What stands before it. */
  name?: ReactNode;
  depth?: number;
}

export function JsonTree({ value, name, depth = 0 }: Props) {
  if (value.kind === "object") {
    const twigs = value.entries.map((entry) => ({ name: <Text text={entry.name} />, value: entry.value }));
    return <Branch name={name} depth={depth} twigs={twigs} marks="{ }" size={t.nameCount(twigs.length)} />;
  }
  if (value.kind === "array") {
    const twigs = value.items.map((item, at) => ({ name: <i>{at}</i>, value: item }));
    return <Branch name={name} depth={depth} twigs={twigs} marks="[ ]" size={t.itemCount(twigs.length)} />;
  }
  return (
    <div className="json-leaf">
      {name !== undefined && <span className="json-name">{name}: </span>}
      <span className={`json-${value.kind}`}>
        <Text text={value.text} />
      </span>
    </div>
  );
}

interface BranchProps {
  name: ReactNode;
  depth: number;
  twigs: { name: ReactNode; value: Json }[];
  marks: string;
  size: string;
}

function Branch({ name, depth, twigs, marks, size }: BranchProps) {
  const [open, setOpen] = useState(depth < DEEP && (depth === 0 || twigs.length <= AT_ONCE));
  const [shown, setShown] = useState(AT_ONCE);
  return (
    <details className="json-branch" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {name !== undefined && <span className="json-name">{name}: </span>}
        <span className="muted">
          {marks} {size}
        </span>
      </summary>
      {open && (
        <div className="json-twigs">
          {twigs.slice(0, shown).map((twig, at) => (
            <JsonTree key={at} name={twig.name} value={twig.value} depth={depth + 1} />
          ))}
          {twigs.length > shown && (
            <Button size="s" look="quiet" onPress={() => setShown(shown + AT_ONCE * 10)}>
              {t.moreItems(twigs.length)}
            </Button>
          )}
        </div>
      )}
    </details>
  );
}

/** As it is stored, with its marks, and shortened while nobody asks for all of it. */
function Text({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  if (whole || text.length <= LONG) return <bdi>{text}</bdi>;
  return (
    <>
      <bdi>{text.slice(0, LONG)}…</bdi>{" "}
      <Button size="s" look="quiet" onPress={() => setWhole(true)}>
        {t.allCharacters(text.length)}
      </Button>
    </>
  );
}
