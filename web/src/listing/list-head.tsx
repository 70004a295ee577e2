// The names of the columns; pressing one sorts by it.
import { t } from "../messages/listing";
import { Icon } from "../ui/icon";
import type { Column, Sort } from "./order";

const titles: [Column, string][] = [
  ["name", t.name],
  ["size", t.size],
  ["date", t.changed],
  ["class", t.storageClass],
];

export interface ListHeadProps {
  sort: Sort;
  onSort: (sort: Sort) => void;
  selected: "none" | "some" | "all";
  onAll: (on: boolean) => void;
}

export function ListHead({ sort, onSort, selected, onAll }: ListHeadProps) {
  return (
    <div className="list-head" role="row" aria-rowindex={1}>
      <div className="list-check" role="columnheader" aria-label={t.selected}>
        <input
          type="checkbox"
          aria-label={t.selectAll}
          checked={selected === "all"}
          ref={(box) => {
            if (box) box.indeterminate = selected === "some";
          }}
          onChange={(event) => onAll(event.target.checked)}
        />
      </div>
      {titles.map(([by, title]) => {
        const sorted = sort.by === by;
        const descending = sorted && sort.descending;
        const state = sorted ? (descending ? "descending" : "ascending") : "none";
        return (
          <div key={by} className={`list-${by}`} role="columnheader" aria-sort={state}>
            <button
              type="button"
              className="list-sort"
              onClick={() => onSort({ by, descending: sorted ? !descending : false })}
            >
              {title}
              <span className="list-way" data-on={sorted || undefined}>
                <Icon name={descending ? "chevron-down" : "chevron-up"} size={14} />
              </span>
            </button>
          </div>
        );
      })}
      <div className="list-more" role="columnheader">
        <span className="visually-hidden">{t.more}</span>
      </div>
    </div>
  );
}
