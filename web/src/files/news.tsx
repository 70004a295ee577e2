// What is said to people who do not see the page, when it changes: always there, so that it is heard.
import { useEffect, useRef, useState } from "react";
import type { View } from "../listing/listing";
import { t } from "../messages/files";

/** Milliseconds without a change until it is said: not every letter and every arrow key. */
const PAUSE = 500;

export interface NewsProps {
  /** How many are selected. */
  selected: number;
  filtered: boolean;
  view: View;
}

export function News({ selected, filtered, view }: NewsProps) {
  const { total, rows, state } = view;
  const matches = filtered ? t.matching(rows.length, total) : "";
  const listed = state === "done" && !filtered ? t.items(total) : "";
  const [said, setSaid] = useState("");
  const wasMany = useRef(false);
  useEffect(() => {
    // One that is selected is said by its row.
    const none = selected === 0 && wasMany.current ? t.nothingSelected : "";
    const words = selected > 1 ? t.someSelected(selected, "") : none;
    wasMany.current = selected > 1;
    if (words === "") return;
    const timer = setTimeout(() => setSaid(words), PAUSE);
    return () => clearTimeout(timer);
  }, [selected]);
  useEffect(() => {
    const words = matches || listed;
    if (words === "") return;
    const timer = setTimeout(() => setSaid(words), PAUSE);
    return () => clearTimeout(timer);
  }, [matches, listed]);
  return (
    <p className="visually-hidden" role="status">
      {said}
    </p>
  );
}
