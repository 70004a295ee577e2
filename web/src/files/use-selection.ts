// What is selected in the list, as rows come and go.
import { useEffect, useRef, useState } from "react";
import type { View } from "../listing/listing";
import { type Selection, indexOf, nothing, prune } from "../listing/selection";

export function useSelection(view: View): [Selection, (selection: Selection) => void] {
  const [selection, setSelection] = useState(nothing);
  const focusAt = useRef(-1);
  useEffect(() => {
    // Rows go when they are deleted, filtered out, or missing from a new listing; not while it runs.
    if (view.state !== "loading") setSelection((old) => prune(old, view.rows, focusAt.current));
  }, [view]);
  useEffect(() => {
    focusAt.current = indexOf(view.rows, selection.focus, focusAt.current);
  }, [view, selection]);
  return [selection, setSelection];
}
