// The thumbnail of one card, in place of its icon as soon as there is one.
import { type ReactNode, useEffect, useState } from "react";
import type { Identity } from "../api/types";
import { type Pictured, thumbnail } from "./thumbnail";

export interface ThumbProps {
  of: Pictured;
  /** By whom it is read. */
  by: Identity;
  /** Made only while it is in view. */
  isSeen: boolean;
  icon: ReactNode;
}

/** Of one object: another one is another element. */
export function Thumb({ of, by, isSeen, icon }: ThumbProps) {
  const [url, setUrl] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const isWanted = isSeen && !isOver;
  useEffect(() => {
    if (!isWanted) return;
    const stop = new AbortController();
    void thumbnail(of, by, stop.signal).then((picture) => {
      if (stop.signal.aborted) return;
      setOver(true);
      if (picture) setUrl(URL.createObjectURL(new Blob([picture.bytes], { type: picture.type })));
    });
    return () => stop.abort();
    // It is of one object for good.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isWanted]);
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  // The name beside it says what it is.
  return url ? <img src={url} alt="" draggable={false} onError={() => setUrl(null)} /> : icon;
}
