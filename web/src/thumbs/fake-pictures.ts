// For tests: pictures as far as their heads go, and a photo with what a camera puts into it.

type Bytes = Uint8Array<ArrayBuffer>;

export const bytesOf = (...parts: (string | number[] | Uint8Array)[]): Bytes =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "string" ? [...part].map((char) => char.charCodeAt(0)) : [...part],
    ),
  );

export const big16 = (value: number) => [(value >> 8) & 255, value & 255];
export const big32 = (value: number) => [...big16(value >>> 16), ...big16(value)];
export const little16 = (value: number) => big16(value).toReversed();
export const little32 = (value: number) => big32(value).toReversed();

const segment = (marker: number, body: Uint8Array) => bytesOf([0xff, marker], big16(body.length + 2), body);

/** Up to where its picture begins. */
export function jpeg(width: number, height: number, ...segments: Uint8Array[]): Bytes {
  const frame = segment(0xc0, bytesOf([8], big16(height), big16(width), [3]));
  return bytesOf([0xff, 0xd8], ...segments, frame, [0xff, 0xda, 0, 2, 1, 2, 3]);
}

export function png(width: number, height: number): Bytes {
  return bytesOf("\x89PNG\r\n\x1a\n", big32(13), "IHDR", big32(width), big32(height), [8, 6, 0, 0, 0]);
}

export interface Exif {
  thumb?: Uint8Array;
  turn?: number;
  isLittle?: boolean;
  /** Where the thumbnail is said to be, and how long; and where the second directory is. */
  from?: number;
  length?: number;
  second?: number;
  /** How many entries the directories claim to have. */
  claims?: number;
}

/** The segment that holds a thumbnail. */
export function exif({ thumb = jpeg(160, 120), turn = 1, isLittle = false, ...said }: Exif = {}): Bytes {
  const [u16, u32] = isLittle ? [little16, little32] : [big16, big32];
  const entry = (tag: number, kind: number, value: number) => [
    ...u16(tag),
    ...u16(kind),
    ...u32(1),
    ...(kind === 3 ? [...u16(value), 0, 0] : u32(value)),
  ];
  const { claims = 0 } = said;
  // The head takes 8 bytes, the first directory 18, the second 30.
  const body = bytesOf(
    isLittle ? "II" : "MM",
    u16(42),
    u32(8),
    u16(claims || 1),
    entry(0x0112, 3, turn),
    u32(said.second ?? 26),
    u16(claims || 2),
    entry(0x0201, 4, said.from ?? 56),
    entry(0x0202, 4, said.length ?? thumb.length),
    u32(0),
    thumb,
  );
  return segment(0xe1, bytesOf("Exif\0\0", body));
}
