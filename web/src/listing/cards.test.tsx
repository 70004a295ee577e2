import { render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useRef, useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import type { PictureOf } from "./card";
import { Cards } from "./cards";
import type { PageCommand } from "./keyboard";
import { List } from "./list";
import { type Row, type Rows, folderRow } from "./rows";
import { nothing } from "./selection";
import type { Anchor } from "./window";

const file = (name: string): Row => ({
  key: `p/${name}`,
  folder: false,
  size: 2_048,
  modified: "2026-03-01T10:00:00Z",
  storageClass: "STANDARD",
});

const opened: string[] = [];
const looked: string[] = [];
const commands: PageCommand[] = [];
const menus: string[] = [];

const pictureOf: PictureOf = (row, isSeen, icon) => (
  <>
    {icon}
    {isSeen && <i data-testid="seen">{row.key}</i>}
  </>
);

function Shown({ rows, view = "grid" }: { rows: Rows; view?: "list" | "grid" | "gallery" }) {
  const [selection, setSelection] = useState(nothing);
  const place = useRef<Anchor>(undefined);
  const shared = {
    start: () => place.current,
    onStill: (at: Anchor) => void (place.current = at),
    label: "Files in p",
    rows,
    count: rows.length,
    prefix: "p/",
    selection,
    onSelect: setSelection,
    hrefOf: (row: Row) => `?at=${encodeURIComponent(row.key)}`,
    onOpen: (row: Row) => opened.push(row.key),
    onLook: (row: Row) => looked.push(row.key),
    onMenu: (row: Row) => menus.push(row.key),
    onDrag: () => undefined,
    onCommand: (does: PageCommand) => commands.push(does),
    dropKey: null,
    isBusy: false,
  };
  return (
    <>
      <input aria-label="Filter" />
      {view === "list" ? (
        <List {...shared} sort={{ by: "name", descending: false }} onSort={() => undefined} />
      ) : (
        <Cards {...shared} view={view} pictureOf={pictureOf} />
      )}
      <output>{[...selection.keys].join("|")}</output>
    </>
  );
}

const letters = [..."abcdefghijklmnopqrstuvwxyz"];
const some = [folderRow("p/sub/"), ...letters.map((letter) => file(`${letter}1`))];
const grid = () => screen.getByRole("grid");
const selected = () => screen.getByRole("status").textContent;
const card = (name: string) => screen.getByRole("gridcell", { name: new RegExp(`^${name} `) });

beforeEach(() => {
  for (const list of [opened, looked, commands, menus]) list.length = 0;
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollTo = function (this: Element, to?: unknown) {
    this.scrollTop = (to as { top: number }).top;
    this.dispatchEvent(new Event("scroll"));
  } as typeof Element.prototype.scrollTo;
});

test("it is a grid of two dimensions, whose cards say what they are", () => {
  render(<Shown rows={some} />);
  // 6 stand beside each other where there is room for 1,000 points.
  expect(["rowcount", "colcount"].map((name) => grid().getAttribute(`aria-${name}`))).toEqual(["5", "6"]);
  const lines = within(grid()).getAllByRole("row");
  expect(lines.map((line) => line.getAttribute("aria-rowindex"))).toEqual(["1", "2", "3", "4", "5"]);
  expect(within(lines[4]!).getAllByRole("gridcell")).toHaveLength(3);
  expect(screen.getByRole("gridcell", { name: "sub Folder" }).getAttribute("aria-colindex")).toBe("1");
  const cell = screen.getByRole("gridcell", { name: "f1 2 KB File", selected: false });
  expect(cell.getAttribute("aria-colindex")).toBe("1");
  expect(cell.closest("[role=row]")?.getAttribute("aria-rowindex")).toBe("2");
  // One stop for Tab: what is in a card is none.
  const stops = grid().querySelectorAll("a, button, input");
  expect([...stops].every((stop) => stop.getAttribute("tabindex") === "-1")).toBe(true);
  expect(grid().tabIndex).toBe(0);
});

test("the arrows go in two dimensions, with Shift and Ctrl as in the list", async () => {
  const user = userEvent.setup();
  render(<Shown rows={some} />);
  grid().focus();
  await user.keyboard("{ArrowRight}");
  expect(selected()).toBe("p/sub/");
  await user.keyboard("{ArrowRight}{ArrowDown}");
  expect(selected()).toBe("p/g1");
  const active = grid().getAttribute("aria-activedescendant");
  expect(document.getElementById(active ?? "")).toBe(card("g1"));
  await user.keyboard("{Shift>}{ArrowRight}{ArrowRight}{/Shift}");
  expect(selected()).toBe("p/g1|p/h1|p/i1");
  await user.keyboard("{Control>}{ArrowDown}{/Control} ");
  expect(selected()).toBe("p/g1|p/h1|p/i1|p/o1");
  await user.keyboard("{Home}{End}{ArrowUp}");
  expect(selected()).toBe("p/t1");
  await user.keyboard("{ArrowLeft} ");
  expect([selected(), looked]).toEqual(["p/s1", ["p/s1"]]);
  // Who walks on has ended the name: the space is none of it.
  await user.keyboard("v{ArrowRight} ");
  expect([selected(), looked]).toEqual(["p/t1", ["p/s1", "p/t1"]]);
  expect(commands).toEqual(["view"]);
  await user.keyboard("{Shift>}V{/Shift}1{ArrowRight} {Enter}");
  expect([looked.at(-1), opened]).toEqual(["p/w1", ["p/w1"]]);
  await user.keyboard("{F2}{Delete}/{Shift>}{F10}{/Shift}");
  expect([commands, menus]).toEqual([["view", "rename", "delete", "filter"], ["p/w1"]]);
});

test("the mouse selects with one click and opens with two, and a box adds", async () => {
  const user = userEvent.setup();
  render(<Shown rows={some} view="gallery" />);
  await user.click(screen.getByText("b1"));
  await user.keyboard("{Shift>}");
  await user.click(screen.getByText("d1"));
  await user.keyboard("{/Shift}");
  expect(selected()).toBe("p/b1|p/c1|p/d1");
  await user.click(screen.getByRole("checkbox", { name: "Select c1" }));
  expect(selected()).toBe("p/b1|p/d1");
  await user.dblClick(screen.getByText("sub"));
  expect(opened).toEqual(["p/sub/"]);
  await user.click(screen.getByRole("button", { name: "More for e1" }));
  expect(menus).toEqual(["p/e1"]);
});

test("of a million entries fewer than 200 are cards, and the last can be reached", async () => {
  const count = 1_000_000;
  const keyAt = (at: number) => `p/${String(at).padStart(7, "0")}`;
  const many: Rows = {
    length: count,
    at: (at) => file(keyAt(at).slice(2)),
    keyAt,
    placeOf: (key) => Number(key.slice(2)),
    *[Symbol.iterator]() {},
  };
  const user = userEvent.setup();
  render(<Shown rows={many} />);
  const drawn = () => screen.getAllByRole("gridcell").length;
  expect(drawn()).toBeLessThan(200);
  grid().focus();
  await user.keyboard("{End}");
  expect(selected()).toBe("p/0999999");
  expect(card("0999999").closest("[role=row]")?.getAttribute("aria-rowindex")).toBe("166667");
  expect(drawn()).toBeLessThan(200);
  // Pictures are made of what is seen alone.
  const seen = screen.getAllByTestId("seen").map((one) => one.textContent);
  expect(seen).toContain("p/0999999");
  expect(seen.length).toBeLessThan(drawn());
  await user.keyboard("{ArrowUp}{ArrowLeft}");
  expect(selected()).toBe("p/0999992");
});

test("in another view the keys go on where they were", async () => {
  const user = userEvent.setup();
  const many = Array.from({ length: 2_000 }, (_, at) => file(`n${at}`));
  const { rerender } = render(<Shown rows={many} view="list" />);
  grid().focus();
  await user.keyboard("n900");
  expect(selected()).toBe("p/n900");
  for (const view of ["grid", "gallery", "list"] as const) {
    rerender(<Shown rows={many} view={view} />);
    expect(document.activeElement).toBe(grid());
    expect(selected()).toBe("p/n900");
    const active = grid().getAttribute("aria-activedescendant");
    expect(document.getElementById(active ?? "")?.dataset["index"]).toBe("900");
  }
  // Whoever is elsewhere stays there.
  screen.getByRole("textbox").focus();
  rerender(<Shown rows={many} view="grid" />);
  expect(document.activeElement).toBe(screen.getByRole("textbox"));
});

test("odd names are shown as they are", () => {
  render(
    <Shown rows={[folderRow("p/same/"), folderRow("p//"), file("same"), file("end "), file("a\u202Eb")]} />,
  );
  const names = [...grid().querySelectorAll("bdi")].map((name) => name.textContent);
  expect(names).toEqual(["same", "(empty name)", "same", "end␠", "a\\u202Eb"]);
  expect(screen.getAllByRole("gridcell", { name: "same Folder" })).toHaveLength(1);
  expect(screen.getAllByRole("gridcell", { name: "same 2 KB File" })).toHaveLength(1);
});
