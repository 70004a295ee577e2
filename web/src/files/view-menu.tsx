// How the folder is shown: as what, in which order, with or without thumbnails.
import { Header } from "react-aria-components/Header";
import { MenuSection } from "react-aria-components/Menu";
import { type Sort, columns } from "../listing/order";
import { t } from "../messages/files";
import { IconButton } from "../ui/button";
import { Menu, MenuItem, MenuLine } from "../ui/menu";
import { thumbnails, view, views } from "./view";
import "./view-menu.css";

export interface ViewMenuProps {
  sort: Sort;
  onSort: (sort: Sort) => void;
}

const orders = ["asc", "desc"] as const;

export function ViewMenu({ sort, onSort }: ViewMenuProps) {
  const shown = view.use();
  const hasThumbnails = thumbnails.use() === "on";
  return (
    <div className="files-view">
      <Menu label={t.view} button={<IconButton icon={shown} label={t.view} />}>
        <One title={t.view} of={views} words={t.views} chosen={shown} onChoose={view.set} />
        <MenuLine />
        <One
          title={t.sortBy}
          of={columns}
          words={t.sorts}
          chosen={sort.by}
          onChoose={(by) => onSort({ ...sort, by })}
        />
        <One
          title={t.order}
          of={orders}
          words={t.orders}
          chosen={sort.descending ? "desc" : "asc"}
          onChoose={(order) => onSort({ ...sort, descending: order === "desc" })}
        />
        <MenuLine />
        <MenuSection
          aria-label={t.thumbnails}
          selectionMode="multiple"
          selectedKeys={hasThumbnails ? ["thumbnails"] : []}
          onSelectionChange={(keys) =>
            thumbnails.set(keys === "all" || keys.has("thumbnails") ? "on" : "off")
          }
        >
          <MenuItem id="thumbnails" icon="check" hint={t.thumbnailsWords}>
            {t.thumbnails}
          </MenuItem>
        </MenuSection>
      </Menu>
    </div>
  );
}

interface OneProps<Value extends string> {
  title: string;
  of: readonly Value[];
  words: Record<Value, string>;
  chosen: Value;
  onChoose: (value: Value) => void;
}

/** One of a few. */
function One<Value extends string>({ title, of, words, chosen, onChoose }: OneProps<Value>) {
  return (
    <MenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const one = of.find((value) => keys !== "all" && keys.has(value));
        if (one !== undefined) onChoose(one);
      }}
    >
      <Header className="view-menu-title">{title}</Header>
      {of.map((value) => (
        <MenuItem key={value} id={value} icon="check">
          {words[value]}
        </MenuItem>
      ))}
    </MenuSection>
  );
}
