// A picture. SVG too: in an <img> it runs nothing and fetches nothing.
import { useState } from "react";
import { t } from "../messages/preview";
import { Spinner } from "../ui/progress";
import { useBrowserMeter } from "./meter";
import type { ViewProps } from "./show";
import { Unshown } from "./unshown";

/** Fitted to the window, or a point for a point. */
export function ImageView({ source, url }: ViewProps) {
  useBrowserMeter(url);
  const [state, setState] = useState<"loading" | "shown" | "broken">("loading");
  const [whole, setWhole] = useState(true);
  if (state === "broken") return <Unshown source={source} what="picture" />;
  const name = source.key.slice(source.key.lastIndexOf("/") + 1);
  return (
    <div className="image-view" data-whole={whole}>
      {state === "loading" && <Spinner label={t.loading} />}
      <button
        type="button"
        className="image-toggle"
        aria-label={whole ? t.fullSize : t.fit}
        onClick={() => setWhole(!whole)}
        hidden={state === "loading"}
      >
        <img src={url} alt={name} onLoad={() => setState("shown")} onError={() => setState("broken")} />
      </button>
    </div>
  );
}
