import { expect, it } from "vitest";
import type { Found } from "./item";
import { chosen, dropped } from "./walk";

type Tree = { [name: string]: Tree | string | DOMException };

/** An entry as browsers give them: at most 100 children at a time. */
function entry(name: string, content: Tree[string], above = ""): FileSystemEntry {
  const fullPath = `${above}/${name}`;
  const leaf = typeof content === "string" || content instanceof DOMException;
  const file = (ok: (file: File) => void, no: (error: DOMException) => void) =>
    content instanceof DOMException ? no(content) : ok(new File([content as string], name));
  const createReader = () => {
    const left = Object.entries(content as Tree).map(([child, of]) => entry(child, of, fullPath));
    return { readEntries: (ok: (some: FileSystemEntry[]) => void) => ok(left.splice(0, 100)) };
  };
  return {
    name,
    fullPath,
    isFile: leaf,
    isDirectory: !leaf,
    file,
    createReader,
  } as unknown as FileSystemEntry;
}

function drop(tree: Tree): DataTransfer {
  const items = Object.entries(tree).map(([name, content]) => ({
    kind: "file",
    webkitGetAsEntry: () => entry(name, content),
  }));
  return { items: [{ kind: "string" }, ...items] } as unknown as DataTransfer;
}

async function all(tree: Tree): Promise<Found[]> {
  const found: Found[] = [];
  for await (const one of dropped(drop(tree))) found.push(one);
  return found;
}

it("keeps every path exactly, and empty folders", async () => {
  const found = await all({ "a.txt": "1", top: { "..b": "2", " c ": { "ü#?.txt": "3" }, empty: {} } });
  expect(found.map(({ path, file }) => [path, file === null])).toEqual([
    ["a.txt", false],
    ["top/..b", false],
    ["top/ c /ü#?.txt", false],
    ["top/empty/", true],
  ]);
});

it("finds more than the browser hands out at a time", async () => {
  const many = Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`f${n}`, "x"]));
  expect(await all({ many })).toHaveLength(250);
});

it("says of one unreadable file that it is, and goes on", async () => {
  const found = await all({ gone: new DOMException("", "NotFoundError"), "b.txt": "2" });
  expect(found[0]).toEqual({ path: "gone", file: null, unreadable: "It is not there any more." });
  expect(found[1]?.path).toBe("b.txt");
});

it("takes the paths of a chosen folder", () => {
  const file = new File(["x"], "c.txt");
  Object.defineProperty(file, "webkitRelativePath", { value: "a/b/c.txt" });
  expect(chosen([file, new File([], "d")]).map(({ path }) => path)).toEqual(["a/b/c.txt", "d"]);
});
