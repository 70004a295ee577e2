// Sound and film, by the browser's own player: it reads the ranges it needs, and does not tell how much of
// them has come.
import { useState } from "react";
import type { ViewProps } from "./show";
import { Unshown } from "./unshown";

export function MediaView({ source, url, kind }: ViewProps & { kind: "audio" | "video" }) {
  const [broken, setBroken] = useState(false);
  if (broken) return <Unshown source={source} what={kind === "audio" ? "recording" : "film"} />;
  const shared = { src: url, controls: true, preload: "metadata", onError: () => setBroken(true) } as const;
  // What is in a bucket has no captions to offer.
  return (
    <div className="media-view">
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      {kind === "audio" ? <audio {...shared} /> : <video {...shared} playsInline />}
    </div>
  );
}
