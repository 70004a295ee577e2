// The parts of a document of Office: members of a ZIP, and what leads from one to another.
// <https://ecma-international.org/publications-and-standards/standards/ecma-376/>
import { t } from "../../messages/preview";
import { labelOf } from "../decode";
import type { Ranges } from "../ranges";
import { type Member, membersOf, openZip, unpack, whyNot } from "../zip";
import { type Listener, Xml } from "./xml";

const MiB = 1024 * 1024;
/** Members of a document. */
const MOST = 10_000;
/** Bytes of a part, unpacked; and of one that is read whole. */
const PART = 4096 * MiB;
const WHOLE = 16 * MiB;
/** Bytes that are read together: a few such pieces ahead of what is shown. */
const PIECE = 128 * 1024;
/** Bytes that are unpacked at once to come to what is asked for. */
const AT_ONCE = 64 * MiB;
/** What begins a document that is locked, or one of before 2007. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/** Where a part leads to. */
export interface Relation {
  /** The last word of its type, such as `worksheet`. */
  type: string;
  /** The name of another part. */
  part: string;
}

/** A document as far as it is known. */
export class Parts {
  readonly ranges: Ranges;
  readonly #members: ReadonlyMap<string, Member>;

  private constructor(ranges: Ranges, members: ReadonlyMap<string, Member>) {
    this.ranges = ranges;
    this.#members = members;
  }

  static async open(ranges: Ranges): Promise<Parts> {
    const begin = await ranges.read(0, Math.min(4, ranges.size));
    if (COMPOUND.every((byte, at) => begin[at] === byte)) throw new Error(t.officeLocked);
    const pull = membersOf(ranges, await openZip(ranges));
    const members = new Map<string, Member>();
    for (let isLast = false; !isLast;) {
      const found = await pull();
      for (const member of found.rows)
        // Names differ by more than their case. Of two of one name the first counts.
        if (!members.has(member.name.toLowerCase())) members.set(member.name.toLowerCase(), member);
      if (members.size > MOST) throw new Error(t.officeDamaged);
      ({ isLast } = found);
    }
    return new Parts(ranges, members);
  }

  /** The part that all of it begins with. */
  async main(): Promise<string> {
    const relations = await this.relations("");
    const main = [...relations.values()].find(({ type }) => type === "officeDocument");
    if (!main) throw new Error(t.officeDamaged);
    return main.part;
  }

  /** Bytes of a part as they are stored; 0 when there is none. */
  sizeOf(part: string): number {
    return this.#members.get(part.toLowerCase())?.packed ?? 0;
  }

  /** Where a part leads to, by id. What leads out of the document is left out. */
  async relations(part: string): Promise<Map<string, Relation>> {
    const cut = part.lastIndexOf("/") + 1;
    const found = new Map<string, Relation>();
    await this.whole(`${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`, {
      open: (name, attributes) => {
        const target = attributes.get("Target");
        if (name !== "Relationship" || target === undefined) return;
        if (attributes.get("TargetMode")?.toLowerCase() === "external") return;
        const type = attributes.get("Type") ?? "";
        found.set(attributes.get("Id") ?? "", {
          type: type.slice(type.lastIndexOf("/") + 1),
          part: resolve(part.slice(0, cut), target),
        });
      },
    });
    return found;
  }

  /** Reads all of a part, if it is there. */
  async whole(part: string, listener: Listener): Promise<void> {
    const stream = this.read(part, listener, WHOLE);
    if (!stream) return;
    await stream.until(() => false);
  }

  /** Begins to read a part; null when it is not there. */
  read(part: string, listener: Listener, most = PART): PartStream | null {
    const member = this.#members.get(part.toLowerCase());
    if (!member) return null;
    const reason = whyNot(member, most);
    if (reason !== null) throw new Error(reason);
    return new PartStream(this.ranges, member, new Xml(listener));
  }
}

/** A part that is read step by step, as far as is wanted. */
export class PartStream {
  readonly #ranges: Ranges;
  readonly #member: Member;
  readonly #xml: Xml;
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #decoder: TextDecoder | null = null;

  constructor(ranges: Ranges, member: Member, xml: Xml) {
    this.#ranges = ranges;
    this.#member = member;
    this.#xml = xml;
  }

  /** Reads until it is enough. Gives whether there may be more. */
  async until(isEnough: () => boolean): Promise<boolean> {
    let read = 0;
    while (!isEnough()) {
      const step = await this.#next();
      if (step === null) return false;
      read += step;
      // A little that is packed can become very much that says nothing.
      if (read > AT_ONCE) throw new Error(t.tooLargeHere);
    }
    return true;
  }

  /** Reads a piece. Gives how many bytes it is; null at the end. */
  async #next(): Promise<number | null> {
    this.#reader ??= (await unpack(this.#ranges, this.#member, PIECE)).getReader();
    const { done, value } = await this.#reader.read();
    if (done) {
      this.#xml.end();
      return null;
    }
    this.#decoder ??= decoderOf(value);
    this.#xml.read(this.#decoder.decode(value, { stream: true }));
    return value.length;
  }
}

function decoderOf(begin: Uint8Array): TextDecoder {
  const label = labelOf(begin.subarray(0, 1024));
  if (label === null) throw new Error(t.officeDamaged);
  return new TextDecoder(label);
}

/** The name of the part that a target means. */
function resolve(folder: string, target: string): string {
  const parts = target.startsWith("/") ? [] : folder.split("/").slice(0, -1);
  for (const step of target.replace(/^\//, "").split("/")) {
    if (step === "..") parts.pop();
    else if (step !== ".") parts.push(step);
  }
  return parts.join("/");
}
