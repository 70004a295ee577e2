import { act, fireEvent, render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import type { PageCommand } from "./keyboard";
import { List } from "./list";
import type { Sort } from "./order";
import { type Row, folderRow } from "./rows";
import { nothing } from "./selection";

const file = (name: string, more: Partial<Row> = {}): Row => ({
  key: `p/${name}`,
  folder: false,
  size: 2_048,
  modified: "2026-03-01T10:00:00Z",
  storageClass: "STANDARD",
  ...more,
});

const opened: string[] = [];
const looked: string[] = [];
const commands: PageCommand[] = [];
const menus: string[] = [];
const sorts: Sort[] = [];

function Shown({ rows, isBusy = false }: { rows: Row[]; isBusy?: boolean }) {
  const [selection, setSelection] = useState(nothing);
  return (
    <>
      <List
        label="Files in p"
        rows={rows}
        count={rows.length}
        prefix="p/"
        sort={{ by: "name", descending: false }}
        onSort={(sort) => sorts.push(sort)}
        selection={selection}
        onSelect={setSelection}
        hrefOf={(row) => `?at=${encodeURIComponent(row.key)}`}
        onOpen={(row) => opened.push(row.key)}
        onLook={(row) => looked.push(row.key)}
        onSpaceMenu={() => menus.push("beside")}
        onMenu={(row) => menus.push(row.key)}
        onDrag={() => undefined}
        onCommand={(does) => commands.push(does)}
        dropKey={null}
        isBusy={isBusy}
      />
      <output>{[...selection.keys].join("|")}</output>
    </>
  );
}

const some = [folderRow("p/sub/"), file("apple"), file("banana"), file("cherry")];
const selected = () => screen.getByRole("status").textContent;
const row = (name: string) => screen.getByRole("row", { name: new RegExp(`\\b${name}\\b`) });

beforeEach(() => {
  for (const list of [opened, looked, commands, menus, sorts]) list.length = 0;
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

test("it is a grid with a name, and says how many rows there are", () => {
  const { rerender } = render(<Shown rows={some} />);
  const grid = screen.getByRole("grid", { name: "Files in p" });
  expect(grid.getAttribute("aria-rowcount")).toBe("5");
  expect(within(grid).getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort")).toBe(
    "ascending",
  );
  expect(screen.getByRole("rowheader", { name: "apple" }).closest("[role=row]")?.ariaRowIndex ?? "3").toBe(
    "3",
  );
  rerender(<Shown rows={some} isBusy />);
  expect(grid.getAttribute("aria-rowcount")).toBe("-1");
});

test("of a hundred thousand rows a few are drawn", async () => {
  const many = Array.from({ length: 100_000 }, (_, at) => file(`f${String(at).padStart(6, "0")}`));
  render(<Shown rows={many} />);
  expect(screen.getAllByRole("row").length).toBeLessThan(60);
  await userEvent.click(row("f000003"));
  await userEvent.keyboard("{End}");
  expect(screen.getByRole("rowheader", { name: "f099999" })).toBeTruthy();
  expect(screen.getAllByRole("row").length).toBeLessThan(60);
  const active = screen.getByRole("grid").getAttribute("aria-activedescendant");
  expect(document.getElementById(active ?? "")?.dataset["index"]).toBe("99999");
});

test("the mouse selects with one click and opens with two", async () => {
  const user = userEvent.setup();
  render(<Shown rows={some} />);
  await user.click(screen.getByText("apple"));
  expect(selected()).toBe("p/apple");
  await user.keyboard("{Shift>}");
  await user.click(screen.getByText("cherry"));
  await user.keyboard("{/Shift}");
  expect(selected()).toBe("p/apple|p/banana|p/cherry");
  await user.keyboard("{Control>}");
  await user.click(screen.getByText("banana"));
  await user.keyboard("{/Control}");
  expect(selected()).toBe("p/apple|p/cherry");
  await user.dblClick(screen.getByText("sub"));
  expect(opened).toEqual(["p/sub/"]);
});

test("a finger opens, and selects by the box", async () => {
  const user = userEvent.setup();
  render(<Shown rows={some} />);
  await user.pointer({ keys: "[TouchA]", target: screen.getByText("apple") });
  expect(opened).toEqual(["p/apple"]);
  await user.pointer({ keys: "[TouchA]", target: screen.getByRole("checkbox", { name: "Select banana" }) });
  expect(selected()).toBe("p/banana");
  await user.pointer({ keys: "[TouchA]", target: screen.getByText("cherry") });
  expect(selected()).toBe("p/banana|p/cherry");
  expect(opened).toHaveLength(1);
});

test("a box that is pressed is ticked, and again is not", async () => {
  const user = userEvent.setup();
  render(<Shown rows={some} />);
  const box = screen.getByRole<HTMLInputElement>("checkbox", { name: "Select banana" });
  await user.click(box);
  expect([selected(), box.checked]).toEqual(["p/banana", true]);
  await user.click(box);
  expect([selected(), box.checked]).toEqual(["", false]);
});

test("everything goes by the keyboard", async () => {
  const user = userEvent.setup();
  render(<Shown rows={some} />);
  screen.getByRole("grid").focus();
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(selected()).toBe("p/apple");
  await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
  expect(selected()).toBe("p/apple|p/banana");
  await user.keyboard("{Control>}{ArrowDown}{/Control} ");
  expect(selected()).toBe("p/apple|p/banana|p/cherry");
  await user.keyboard("{F2}{Delete}{Alt>}{ArrowUp}{/Alt}{Backspace}/");
  expect(commands).toEqual(["rename", "delete", "parent", "parent", "filter"]);
  await user.keyboard("ba{Enter}");
  expect(selected()).toBe("p/banana");
  expect(opened).toEqual(["p/banana"]);
  await user.keyboard("{Control>}a{/Control}");
  expect(selected()?.split("|")).toHaveLength(4);
  await user.keyboard("{Escape}");
  expect(selected()).toBe("");
  await user.keyboard("{Shift>}{F10}{/Shift}");
  expect(menus).toEqual(["p/banana"]);
});

test("16: three separate rows are selected with Ctrl, the arrows and the space bar", async () => {
  const user = userEvent.setup();
  const many = ["a", "b", "c", "d", "e"].map((name) => file(name));
  render(<Shown rows={many} />);
  screen.getByRole("grid").focus();
  await user.keyboard("{Home}{Control>}{ArrowDown}{ArrowDown}{/Control}");
  expect(selected()).toBe("p/a");
  await user.keyboard(" {Control>}{ArrowDown}{ArrowDown}{/Control} ");
  expect(selected()).toBe("p/a|p/c|p/e");
  expect(looked).toEqual([]);
  // Where the cursor is on one that is selected, the space bar looks at it.
  await user.keyboard(" ");
  expect([looked, selected()]).toEqual([["p/e"], "p/a|p/c|p/e"]);
  await user.keyboard("{Control>} {/Control}");
  expect(selected()).toBe("p/a|p/c");
});

test("a finger that stays selects the row, and then touches select", () => {
  vi.useFakeTimers();
  try {
    render(<Shown rows={some} />);
    const touch = (name: string, long: boolean, moved = 0) => {
      const target = screen.getByText(name);
      const tell = (type: string, y = 50) => {
        const event = new MouseEvent(type, { clientX: 50, clientY: y, bubbles: true });
        fireEvent(target, Object.assign(event, { pointerType: "touch" }));
      };
      tell("pointerdown");
      tell("pointermove", 50 + moved);
      act(() => vi.advanceTimersByTime(long ? 600 : 100));
      tell("pointerup");
      fireEvent.click(target);
    };
    touch("apple", true);
    expect([selected(), opened]).toEqual(["p/apple", []]);
    touch("cherry", false);
    touch("apple", false);
    expect([selected(), opened]).toEqual(["p/cherry", []]);
    // One that scrolls is no finger that stays.
    touch("banana", true, 40);
    expect(selected()).toBe("p/cherry|p/banana");
    touch("cherry", true);
    touch("banana", true);
    touch("banana", false);
    expect([selected(), opened]).toEqual(["", ["p/banana"]]);
  } finally {
    vi.useRealTimers();
  }
});

test("beside the rows there is a menu of the folder", () => {
  render(<Shown rows={some} />);
  fireEvent.contextMenu(screen.getByRole("grid"));
  expect(menus).toEqual(["beside"]);
});

test("a menu on a row that is not selected selects it", async () => {
  const user = userEvent.setup();
  render(<Shown rows={some} />);
  await user.click(screen.getByText("apple"));
  await user.pointer({ keys: "[MouseRight]", target: screen.getByText("cherry") });
  expect(selected()).toBe("p/cherry");
  await user.click(screen.getByRole("button", { name: "More for banana" }));
  expect(menus).toEqual(["p/cherry", "p/banana"]);
});

test("all are selected by the box in the head, and a column sorts", async () => {
  const user = userEvent.setup();
  render(<Shown rows={some} />);
  const box = screen.getByRole("checkbox", { name: "Select all" });
  await user.click(box);
  expect(selected()?.split("|")).toHaveLength(4);
  await user.click(box);
  expect(selected()).toBe("");
  await user.click(screen.getByRole("button", { name: "Size" }));
  await user.click(screen.getByRole("button", { name: "Name" }));
  expect(sorts).toEqual([
    { by: "size", descending: false },
    { by: "name", descending: true },
  ]);
});

test("odd names are shown as they are, a file and a folder of one name both", () => {
  render(
    <Shown
      rows={[
        folderRow("p/same/"),
        folderRow("p//"),
        file("same"),
        file("end "),
        file("a\u202Eb"),
        file("<b>x</b>"),
      ]}
    />,
  );
  expect(screen.getAllByRole("rowheader", { name: "same" })).toHaveLength(2);
  expect(screen.getByRole("rowheader", { name: "(empty name)" })).toBeTruthy();
  expect(screen.getByRole("rowheader", { name: "end" }).textContent).toBe("end␠");
  const names = screen.getAllByRole("rowheader").map((cell) => cell.textContent);
  expect(names).toContain("a\\u202Eb");
  expect(screen.getByRole("rowheader", { name: "<b>x</b>" })).toBeTruthy();
  expect(screen.getAllByRole("row", { name: "same Folder" })).toHaveLength(1);
  expect(screen.getAllByRole("row", { name: /^same File 2 KB/ })).toHaveLength(1);
  expect(screen.getByTitle(/ends in a space/)).toBeTruthy();
});
