import { afterEach, expect, it, vi } from "vitest";
import { broken, noise, opened } from "./fake-object";
import { type Member, membersOf, openZip, unpack, whyNot } from "./zip";
import { type Packed, zipOf } from "./zip-for-tests";

afterEach(() => vi.unstubAllGlobals());

const text = (body: string) => Buffer.from(body);
const some: Packed[] = [
  { name: "a/" },
  { name: "a/ä.txt", body: text("hello ".repeat(100)), deflated: true },
  { name: "b.bin", body: noise(1000) },
];

/** All members of a ZIP, and how they are read. */
async function look(bytes: Uint8Array<ArrayBuffer>) {
  const { held, ranges } = opened(bytes);
  const pull = membersOf(ranges, await openZip(ranges));
  const members: Member[] = [];
  for (let isLast = false; !isLast;) {
    const found = await pull();
    members.push(...found.rows);
    isLast = found.isLast;
  }
  const open = async (member: Member) =>
    new Uint8Array(await new Response(await unpack(ranges, member)).arrayBuffer());
  return { held, members, open };
}

it.each([
  ["an ordinary one", {}],
  ["ZIP64", { wide: true }],
  ["one with a program before it", { before: 4321 }],
  ["ZIP64 with a program before it", { before: 77, wide: true }],
  ["one with a comment", { comment: "PK\u0005\u0006 is said here" }],
])("lists and unpacks %s", async (_, options) => {
  const { members, open } = await look(zipOf(some, options));
  expect(members.map(({ name, size, isFolder }) => [name, size, isFolder])).toEqual([
    ["a/", 0, true],
    ["a/ä.txt", 600, false],
    ["b.bin", 1000, false],
  ]);
  expect(members[1]?.modified).toBe("2026-11-29 00:00");
  expect(new TextDecoder().decode(await open(members[1]!))).toBe("hello ".repeat(100));
  expect(await open(members[2]!)).toEqual(noise(1000));
});

it("reads the list of many members window by window", async () => {
  const many = Array.from({ length: 30_000 }, (_, at) => ({ name: `folder/member-${at}.txt` }));
  const bytes = zipOf(many, { wide: true });
  const { held, ranges } = opened(bytes);
  const directory = await openZip(ranges);
  const first = await membersOf(ranges, directory)();
  expect(directory.count).toBe(30_000);
  expect(first.isLast).toBe(false);
  expect(first.rows.length).toBeGreaterThan(1000);
  const read = held.asked.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  expect(read).toBeLessThan(600_000);
  const { members } = await look(bytes);
  expect(members.map(({ name }) => name)).toEqual(many.map(({ name }) => name));
});

it("unpacks no more than the list promises", async () => {
  const bomb = { name: "bomb", body: new Uint8Array(9_000_000), deflated: true, size: 1000 };
  const { members, open } = await look(zipOf([bomb]));
  await expect(open(members[0]!)).rejects.toThrow("larger than it says");
  const honest = (await look(zipOf([{ ...bomb, size: undefined }]))).members[0]!;
  expect(whyNot(honest, 8_000_000)).toContain("too large");
});

it("says why a member is not unpacked", async () => {
  const { members } = await look(zipOf([{ name: "a", flags: 1 }, { name: "b", method: 14 }, { name: "c/" }]));
  expect(members.map((member) => whyNot(member, 10))).toEqual([
    expect.stringContaining("password"),
    expect.stringContaining("no browser"),
    expect.stringContaining("folder"),
  ]);
});

it("gives what is there or a reason, whatever the bytes are", async () => {
  for (const wide of [false, true])
    for (const bytes of broken(zipOf(some, { wide }), 60)) {
      try {
        const { members, open } = await look(bytes);
        for (const member of members) {
          if (whyNot(member, 1e6) === null) expect(await open(member)).toHaveLength(member.size);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
        expect((error as Error).name).not.toBe("RangeError");
      }
    }
});
