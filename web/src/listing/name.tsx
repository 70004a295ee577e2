// A name on the screen.
import { oddity, partsOf } from "./names";
import "./name.css";

/** A name, shown truthfully: what would not be seen has a mark. */
export function Name({ name }: { name: string }) {
  return (
    <bdi className="name" title={[name, oddity(name)].filter(Boolean).join("\n")}>
      {partsOf(name).map(({ text, isMark }, index) =>
        isMark ? (
          // A space at an end is told by the title; a screen reader cannot say the sign for it.
          <span key={index} className="name-mark" aria-hidden={text.startsWith("␠") || undefined}>
            {text}
          </span>
        ) : (
          text
        ),
      )}
    </bdi>
  );
}
