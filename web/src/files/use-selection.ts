// What is selected in the list, as rows come and go.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { View } from "../listing/listing";
import { type Rows, keyAt } from "../listing/rows";
import {
  type Selection,
  countOf,
  indexOf,
  nothing,
  prune,
  selectAll,
  selectFolder,
} from "../listing/selection";
import { type Work, inSlices } from "../listing/slices";
import type { Folder, Item } from "./item";
import { itemOf } from "./item";
import type { Kept } from "./kept";

/** More rows than these, or rows that have not come, are not named one by one when all are selected. */
const MANY = 1_000;

export interface Selecting {
  selection: Selection;
  select: (selection: Selection) => void;
  /** Selects all that is in the folder; with a filter, all that passes it. */
  selectAll: () => void;
  /** What is selected, as things to do something with. */
  items: Item[];
  /** Bytes of the files among them, as far as is known. */
  bytes: number;
}

export function useSelection({ prefix }: Folder, place: Kept, view: View, isFiltered: boolean): Selecting {
  const { listing } = place;
  const [selection, setSelection] = useState<Selection>(() => ({
    ...nothing,
    focus: place.focus,
    anchor: place.focus,
  }));
  const focusAt = useRef(-1);
  const { state, epoch, rows } = view;
  useEffect(() => {
    // Rows go when they are deleted, filtered out, or missing from a new listing; not while it runs.
    if (state !== "loading") setSelection((old) => prune(old, rows, focusAt.current));
    // Where rows have only come, none has to be looked for.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [state, epoch]);
  useEffect(() => {
    focusAt.current = indexOf(rows, selection.focus, focusAt.current);
    place.hasFocus(selection.focus);
  }, [rows, selection, place]);

  const stop = useRef(() => undefined as void);
  useEffect(() => () => stop.current(), []);
  const select = useCallback((next: Selection) => {
    stop.current();
    setSelection(next);
  }, []);
  const all = () => {
    const isPart = state !== "done" && !view.refreshing;
    if (!isFiltered && !view.ways && (isPart || view.total > MANY)) return select(selectFolder(selection));
    if (rows.length <= MANY) return select(selectAll(selection, rows));
    stop.current();
    stop.current = inSlices(keysOf(rows), (keys) => setSelection((old) => ({ ...old, all: false, keys })));
  };

  // One that is selected may not have come yet.
  const awaited = selection.all || selection.keys.size === 1 ? view : null;
  const chosen = useMemo(() => {
    const found = [...selection.keys].flatMap((key) => listing.row(key) ?? []);
    const items = found.map((row) => itemOf(row, prefix));
    const bytes = items.reduce((sum, { size }) => sum + size, 0);
    if (!selection.all) return { items, bytes };
    const { total, bytes: ofAll } = listing.view();
    const item = allBut(prefix, items, countOf(selection, total), listing.row(prefix) !== undefined);
    return { items: [item], bytes: ofAll - bytes };
    // Rows that only come change nothing about those that were there.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [listing, prefix, selection, epoch, awaited]);
  return { selection, select, selectAll: all, ...chosen };
}

/** All of a folder but for some. Its own marker is none of what is in it, unless it is shown there. */
function allBut(prefix: string, but: readonly Item[], count: number, isMarkerShown: boolean): Item {
  const keys = but.filter((item) => !item.isFolder).map((item) => item.key);
  const exceptPrefixes = but.filter((item) => item.isFolder).map((item) => item.key);
  const exceptKeys = prefix === "" || isMarkerShown ? keys : [prefix, ...keys];
  const name = prefix.slice(0, -1).split("/").at(-1) ?? "";
  return { key: prefix, name, isFolder: true, size: 0, all: { count, exceptKeys, exceptPrefixes } };
}

function* keysOf(rows: Rows): Work<ReadonlySet<string>> {
  const keys = new Set<string>();
  for (let at = 0; at < rows.length; at += 1) {
    keys.add(keyAt(rows, at) ?? "");
    if (at % 1_024 === 0) yield at / rows.length;
  }
  return keys;
}
