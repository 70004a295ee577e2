// The rows that are shown, by their places.
import type { Compare, Ids } from "./order";
import type { Row, Rows } from "./rows";
import type { Table } from "./table";

export class ShownRows implements Rows {
  readonly #table: Table;
  readonly #ids: Ids;
  readonly #compare: Compare;
  readonly length: number;

  /** The numbers are in the order that `compare` says, and may grow in place: these are those of now. */
  constructor(table: Table, ids: Ids, compare: Compare) {
    this.#table = table;
    this.#ids = ids;
    this.#compare = compare;
    this.length = ids.length;
  }

  at(index: number): Row | undefined {
    const id = index >= 0 ? this.#ids.at(index) : undefined;
    return id === undefined ? undefined : this.#table.row(id);
  }

  keyAt = (index: number): string | undefined => {
    const id = this.#ids.at(index);
    return id === undefined ? undefined : this.#table.key(id);
  };

  placeOf = (key: string): number => {
    const id = this.#table.find(key);
    if (id < 0) return -1;
    const place = this.#ids.placeFor(id, this.#compare);
    return this.#ids.at(place) === id ? place : -1;
  };

  *[Symbol.iterator](): Generator<Row, void, void> {
    for (const id of this.#ids.all()) yield this.#table.row(id);
  }
}
