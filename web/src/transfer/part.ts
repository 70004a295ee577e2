// One part's way to S3: straight where that works, else through the server.
import { ApiError } from "../api/client";
import { addressPart, partPath, showParts } from "../api/transfers";
import type { Part } from "../api/types";
import { t } from "../messages/transfer";
import { sendBytes, sendStraight, StoreRefused, type Way } from "./bytes";
import { checksum } from "./checksums";
import type { Cut, Sent, Upload } from "./item";
import { persist, remedy } from "./patience";

/** So many broken connections in a row, after some that were not, and the straight way is given up. */
const BROKEN = 8;

/** What stores answer when it helps to ask again. */
const passing = new Set([
  "ExpiredToken",
  "RequestExpired",
  "TokenRefreshRequired",
  "InternalError",
  "ServiceUnavailable",
  "RequestTimeout",
  "BadDigest",
  "XAmzContentChecksumMismatch",
  "NoSuchUpload",
]);
const busy = new Set(["SlowDown", "Throttling", "RequestLimitExceeded"]);

interface Sending {
  upload: Upload;
  cut: Cut;
  bytes: Blob;
  number: number;
  sum: string;
  signal: AbortSignal;
  onSent: (bytes: number) => void;
}

/** Sends part `number` until S3 has it. */
export async function sendPart(
  upload: Upload,
  cut: Cut,
  bytes: Blob,
  number: number,
  way: Way,
  onSent: (bytes: number) => void,
): Promise<Sent> {
  const sum = await checksum(bytes);
  const sending = { upload, cut, bytes, number, sum, signal: way.signal, onSent };
  let tried = false;
  const put = async () => {
    // What failed may yet have arrived.
    const there = tried && (await arrived(sending));
    tried = true;
    if (there) return there;
    onSent(0);
    return cut.direct ? straight(sending) : around(sending);
  };
  return persist(way, () => way.slots().hold(way.signal, put));
}

async function arrived({ upload, cut, bytes, number, sum, signal }: Sending): Promise<Sent | null> {
  let parts: Part[];
  try {
    parts = await showParts(upload.target.connection, cut.id, signal);
  } catch (error) {
    // Whoever may send parts need not be allowed to list them. What has ended has ended for both.
    if (error instanceof ApiError && (error.code === "missing" || remedy(error) === "sign-in")) throw error;
    signal.throwIfAborted();
    return null;
  }
  const same = (part: Part) => part.number === number && part.size === bytes.size && part.crc64nvme === sum;
  const part = parts.find(same);
  return part ? { etag: part.etag, crc64nvme: sum } : null;
}

async function relayed(sending: Sending): Promise<Sent> {
  const { upload, cut, bytes, number, sum, signal, onSent } = sending;
  const headers = { "x-amz-checksum-crc64nvme": sum };
  const path = partPath(upload.target.connection, cut.id, number);
  const part = await sendBytes<Part>(path, bytes, { headers, signal, onSent });
  return { etag: part.etag, crc64nvme: part.crc64nvme ?? null };
}

/** The connection has been set to the other way since this upload was begun. */
function notThisWay(error: unknown): boolean {
  return error instanceof ApiError && error.code === "not-found";
}

async function around(sending: Sending): Promise<Sent> {
  const { cut } = sending;
  try {
    return await relayed(sending);
  } catch (error) {
    if (!notThisWay(error)) throw error;
    cut.direct = true;
    cut.relay = false;
    return straight(sending);
  }
}

async function straight(sending: Sending): Promise<Sent> {
  const { upload, cut, bytes, number, sum, signal, onSent } = sending;
  try {
    const address = await addressPart(upload.target.connection, cut.id, number, sum, signal);
    const etag = await toStore(cut, () => sendStraight(address, bytes, { signal, onSent }));
    return { etag, crc64nvme: sum };
  } catch (error) {
    if (!notThisWay(error)) throw error;
    cut.direct = false;
    cut.relay = true;
    return relayed(sending);
  }
}

/** Learns from what the store answers, and from its silence: that may be CORS, which no page is told of. */
async function toStore(cut: Cut, send: () => Promise<string>): Promise<string> {
  try {
    const etag = await send();
    cut.straight += 1;
    cut.broken = 0;
    return etag;
  } catch (error) {
    if (error instanceof StoreRefused) throw meaning(cut, error);
    const silent = error instanceof ApiError && error.code === "no-answer" && navigator.onLine;
    if (silent && cut.relay) {
      cut.broken += 1;
      if (cut.broken >= (cut.straight > 0 ? BROKEN : 1)) cut.direct = false;
    }
    throw error;
  }
}

/** Before it is sent again the server is asked what S3 has: what has ended is renewed by that, and what is
 * refused is refused there, with the reason. */
function meaning(cut: Cut, { code, message }: StoreRefused): ApiError {
  if (busy.has(code)) return new ApiError({ code: "throttled", message: t.slowDown });
  const somewhere = code.startsWith("HTTP 5");
  // Something between us and the store may be at fault.
  if (somewhere && cut.relay && (cut.broken += 1) >= BROKEN) cut.direct = false;
  const lasting = !passing.has(code) && !somewhere;
  if (lasting && cut.relay) cut.direct = false;
  return new ApiError({ code: lasting && !cut.relay ? "denied" : "unreachable", message: `${message}.` });
}
