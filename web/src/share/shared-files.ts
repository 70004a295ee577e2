// The files that were shared, as the service worker has kept them.
import { KEPT } from "./kept";

/** The files, first those that were shared first. */
export async function sharedFiles(): Promise<File[]> {
  if (!globalThis.caches || !(await caches.has(KEPT))) return [];
  const kept = await caches.open(KEPT);
  const requests = await kept.keys();
  const files = await Promise.all(
    requests.map(async (request) => {
      const answer = await kept.match(request);
      return answer && fileOf(answer);
    }),
  );
  return files.filter((file) => file !== undefined);
}

async function fileOf(answer: Response): Promise<File> {
  const { headers } = answer;
  // A name is one step of a key.
  const name = decodeURIComponent(headers.get("x-name") ?? "").replaceAll("/", "_");
  const options = {
    type: headers.get("content-type") ?? "",
    lastModified: Number(headers.get("x-modified")) || Date.now(),
  };
  return new File([await answer.blob()], name || "shared", options);
}
