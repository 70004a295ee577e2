// Word from the window in which somebody has signed in. Between our page and a window that has been
// at an identity provider there is no other way: our own headers cut `window.opener`.

const CHANNEL = "wardrobe";

interface SignedIn {
  type: "signed-in";
  connection: string;
}

/** Tells all pages of this browser. */
export function tellSignedIn(connection: string): void {
  const channel = new BroadcastChannel(CHANNEL);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has but one origin
  channel.postMessage({ type: "signed-in", connection } satisfies SignedIn);
  channel.close();
}

/** Hears of every sign-in in another window. Gives back what ends it. */
export function onSignedIn(listener: (connection: string) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", ({ data }: MessageEvent<Partial<SignedIn> | null>) => {
    if (data?.type === "signed-in") listener(data.connection ?? "");
  });
  return () => channel.close();
}
