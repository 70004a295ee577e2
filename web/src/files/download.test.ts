import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { failure, serve } from "../test-server";
import { toast } from "../ui/toast";
import { type Question, actionsOf } from "./actions";
import type { Item } from "./item";

vi.mock("../ui/toast", () => ({ toast: vi.fn() }));

const place = { connection: "studio~1", bucket: "b", prefix: "a/" };
const ARCHIVES = "/api/connections/studio~1/archives";
const item = (key: string): Item => ({
  key,
  name: key.replace(/\/$/, "").split("/").at(-1) ?? "",
  isFolder: key.endsWith("/"),
  size: 0,
});

/** What is told in passing. */
const toasts = () => vi.mocked(toast).mock.calls.length;

/** What the browser is told to download, and as what. */
const saved: [address: string, name: string][] = [];

beforeEach(() => {
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push([this.getAttribute("href") ?? "", this.download]);
  });
});

afterEach(() => {
  saved.length = 0;
  vi.mocked(toast).mockClear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Downloads them. Gives what was asked for in their stead. */
function download(...keys: string[]) {
  const asked: Question[] = [];
  const actions = actionsOf(
    place,
    (question) => asked.push(question),
    () => undefined,
    () => null,
    { held: null, cut: new Set(), take: () => undefined, paste: () => undefined, letGo: () => false },
  );
  actions.download(keys.map(item));
  return { asked, actions };
}

test("one file is downloaded as itself", () => {
  const fetch = serve({});
  download("a/b c?.txt");
  expect(saved).toEqual([
    ["/api/connections/studio~1/object?bucket=b&key=a%2Fb%20c%3F.txt&disposition=attachment", "b c?.txt"],
  ]);
  expect(fetch).not.toHaveBeenCalled();
});

test.each([true, false])(
  "what is in an archive class is downloaded unless it is archived: %s",
  async (archived) => {
    const json = { key: "a/x", size: 1, storage_class: "GLACIER", archived, metadata: {} };
    const fetch = serve({ "GET /api/connections/studio~1/object/properties": () => ({ json }) });
    const { actions } = download();
    actions.download([{ ...item("a/x"), inArchive: true }]);
    await vi.waitFor(() => expect(fetch).toHaveBeenCalled());
    await vi.waitFor(() => expect(toasts()).toBe(archived ? 1 : 0));
    await vi.waitFor(() => expect(saved).toHaveLength(archived ? 0 : 1));
  },
);

test.each([[["a/d/"]], [["a/x", "a/y"]], [["a/x", "a/d/"]]])("%j comes as one archive", async (keys) => {
  const bodies: unknown[] = [];
  serve({
    [`POST ${ARCHIVES}`]: ({ body }) => {
      bodies.push(body);
      return { status: 201, json: { id: "7" } };
    },
  });
  download(...keys);
  await vi.waitFor(() => expect(saved).toEqual([[`${ARCHIVES}/7`, ""]]));
  const isFolder = (key: string) => key.endsWith("/");
  expect(bodies).toEqual([
    {
      bucket: "b",
      prefix: "a/",
      keys: keys.filter((key) => !isFolder(key)),
      prefixes: keys.filter(isFolder),
    },
  ]);
});

test("an archive that is refused is not downloaded, and its dialog says why", async () => {
  const denial = { action: "s3:ListBucket", resource: "arn:aws:s3:::b", meaning: "denied", says: [] };
  const json = failure("denied", "You may not.", denial);
  const fetch = serve({ [`POST ${ARCHIVES}`]: () => ({ status: 403, json }) });
  const { asked } = download("a/d/");
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  const [question] = asked;
  expect(question).toMatchObject({ kind: "refused", act: "download", refused: { error: { denial } } });
  expect(saved).toEqual([]);
  if (question?.kind === "refused") question.goOn?.();
  await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(2));
});
