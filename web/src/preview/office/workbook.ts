// A workbook (.xlsx): its sheets, and what they share: texts and the formats of numbers.
import { t } from "../../messages/preview";
import { type Formats, readFormats } from "./formats";
import type { Parts, PartStream } from "./parts";

export interface Sheet {
  name: string;
  part: string;
  isHidden: boolean;
}

export interface Workbook {
  parts: Parts;
  sheets: Sheet[];
  texts: Texts;
  formats: Formats;
}

/** Sheets that are offered. */
const SHEETS = 1000;
/** Texts that are kept, and characters of each. */
const TEXTS = 1_000_000;
const LONG = 1000;

export async function openWorkbook(parts: Parts): Promise<Workbook> {
  const main = await parts.main();
  const relations = await parts.relations(main);
  const part = (type: string) =>
    [...relations.values()].find((relation) => relation.type === type)?.part ?? "";
  const sheets: Sheet[] = [];
  let isWorkbook = false;
  let isOld = false;
  await parts.whole(main, {
    open(name, attributes) {
      isWorkbook ||= name === "workbook";
      if (name === "workbookPr") isOld = ["1", "true"].includes(attributes.get("date1904") ?? "");
      const relation = relations.get(attributes.get(":id") ?? "");
      // There are others, such as of charts alone.
      if (name !== "sheet" || relation?.type !== "worksheet" || sheets.length === SHEETS) return;
      const isHidden = (attributes.get("state") ?? "visible") !== "visible";
      sheets.push({ name: attributes.get("name") ?? "", part: relation.part, isHidden });
    },
  });
  if (!isWorkbook) throw new Error(t.officeDamaged);
  return {
    parts,
    sheets,
    texts: new Texts(parts, part("sharedStrings")),
    formats: await readFormats(parts, part("styles"), isOld),
  };
}

/** The texts of all sheets lie in one list, which is read as far as it is needed. */
export class Texts {
  /** Bytes of the list, as they are stored. */
  readonly size: number;
  readonly #parts: Parts;
  readonly #part: string;
  #texts: string[] = [];
  #stream: PartStream | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #isAll = false;

  constructor(parts: Parts, part: string) {
    this.#parts = parts;
    this.#part = part;
    this.size = parts.sizeOf(part);
  }

  /** Reads on until this one is there, if it ever is. */
  async upTo(index: number): Promise<void> {
    const before = this.#turn;
    const turn = before.then(
      () => this.#upTo(index),
      () => this.#upTo(index),
    );
    this.#turn = turn;
    await turn;
  }

  at(index: number): string {
    return this.#texts[index] ?? "…";
  }

  async #upTo(index: number): Promise<void> {
    if (this.#isAll || this.#texts.length > index) return;
    try {
      this.#stream ??= this.#begin();
      const more = await this.#stream?.until(() => this.#texts.length > Math.min(index, TEXTS));
      this.#isAll = !more;
    } catch (error) {
      // It has to be begun anew.
      this.#stream = null;
      throw error;
    }
  }

  #begin(): PartStream | null {
    const texts: string[] = [];
    this.#texts = texts;
    let text = "";
    let isSpoken = false;
    let isText = false;
    return this.#parts.read(this.#part, {
      open(name) {
        if (name === "si") text = "";
        else if (name === "rPh") isSpoken = true;
        else if (name === "t") isText = !isSpoken;
      },
      close(name) {
        if (name === "t") isText = false;
        else if (name === "rPh") isSpoken = false;
        else if (name === "si" && texts.length <= TEXTS) texts.push(text);
      },
      text(piece) {
        if (isText && text.length < LONG) text += piece;
      },
    });
  }
}
