// Which columns of a Parquet file are shown at first: as many as cost little.
import { costOf, type Parquet, type Span } from "./parquet";

/** Bytes that are read for a page of rows without asking. */
export const ROWS_ASK = 2 * 1024 * 1024;
/** Columns that are shown at first, and that are looked at one by one. */
const SHOWN = 20;
const LOOKED_AT = 200;

/** What a page of rows costs, column by column; those far to the right are not looked at. */
export type Costs = Map<string, number>;

export async function costsOf(parquet: Parquet, rows: Span): Promise<Costs> {
  const names = parquet.columns.slice(0, LOOKED_AT).map(({ name }) => name);
  const costs = new Map<string, number>();
  for (const name of names) costs.set(name, await costOf(parquet, name, rows));
  return costs;
}

/** The first columns that together cost little. */
export function fitting(costs: Costs): Set<string> {
  const chosen = new Set<string>();
  let sum = 0;
  for (const [name, cost] of costs) {
    if (chosen.size >= SHOWN) break;
    if (sum + cost > ROWS_ASK) continue;
    chosen.add(name);
    sum += cost;
  }
  // Without any there would be nothing to ask about.
  const [cheapest] = [...costs].toSorted((a, b) => a[1] - b[1]);
  if (chosen.size === 0 && cheapest) chosen.add(cheapest[0]);
  return chosen;
}

export function sumOf(costs: Costs, names: Iterable<string>): number {
  let sum = 0;
  for (const name of names) sum += costs.get(name) ?? 0;
  return sum;
}
