// Decodes pictures small, beside the page.

export interface Shrinking {
  picture: Blob;
  /** What it says its size is. */
  size: { width: number; height: number };
  /** As EXIF has it, where the picture does not say so itself: 1 is upright. */
  turn?: number;
  /** Width for height of what is shown in it; what is beside that are black bars. */
  ratio?: number;
}

/** A small picture, as a file. */
export interface Small {
  bytes: ArrayBuffer;
  type: string;
}

export interface Asked extends Shrinking {
  id: number;
}

export interface Answered {
  id: number;
  /** Null when it could not be decoded. */
  small: Small | null;
}

/** The longer side, in points: twice a card, for fine screens. */
const SIDE = 480;

// One after the other: each may take much memory for a moment.
let last: Promise<void> = Promise.resolve();

addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  last = last.then(async () => {
    const small = await shrunk(data).catch(() => null);
    const answered: Answered = { id: data.id, small };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    postMessage(answered, { transfer: small ? [small.bytes] : [] });
  });
});

async function shrunk({ picture, size, turn = 1, ratio }: Shrinking): Promise<Small> {
  const { width, height } = size;
  const side =
    width >= height ? { resizeWidth: Math.min(width, SIDE) } : { resizeHeight: Math.min(height, SIDE) };
  const bitmap = await createImageBitmap(picture, { ...side, resizeQuality: "medium" });
  const from = within(bitmap, ratio ?? bitmap.width / bitmap.height);
  const scale = Math.min(SIDE / Math.max(from.width, from.height), 1);
  const [w, h] = [from.width * scale, from.height * scale].map((one) => Math.max(Math.round(one), 1)) as [
    number,
    number,
  ];
  const isOnSide = turn > 4;
  const canvas = new OffscreenCanvas(isOnSide ? h : w, isOnSide ? w : h);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  context.setTransform(...turned(turn, w, h));
  context.drawImage(bitmap, from.x, from.y, from.width, from.height, 0, 0, w, h);
  bitmap.close();
  // A browser that does not write WebP writes PNG, and says so.
  const small = await canvas.convertToBlob({ type: "image/webp", quality: 0.8 });
  return { bytes: await small.arrayBuffer(), type: small.type };
}

/** The part in the middle that has this ratio. */
function within({ width, height }: ImageBitmap, ratio: number) {
  const [w, h] = [Math.min(width, height * ratio), Math.min(height, width / ratio)];
  return { x: (width - w) / 2, y: (height - h) / 2, width: w, height: h };
}

type Matrix = [a: number, b: number, c: number, d: number, e: number, f: number];

function turned(turn: number, w: number, h: number): Matrix {
  const ways: Matrix[] = [
    [1, 0, 0, 1, 0, 0],
    [-1, 0, 0, 1, w, 0],
    [-1, 0, 0, -1, w, h],
    [1, 0, 0, -1, 0, h],
    [0, 1, 1, 0, 0, 0],
    [0, 1, -1, 0, h, 0],
    [0, -1, -1, 0, h, w],
    [0, -1, 1, 0, 0, w],
  ];
  return ways[turn - 1] ?? [1, 0, 0, 1, 0, 0];
}
