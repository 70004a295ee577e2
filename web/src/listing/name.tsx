// A name on the screen.
import { pieces } from "./names";

export function Name({ name }: { name: string }) {
  return (
    <bdi className="name">
      {pieces(name).map(({ text, isMark }, index) =>
        isMark ? (
          <span key={index} className="name-mark">
            {text}
          </span>
        ) : (
          text
        ),
      )}
    </bdi>
  );
}
