// Parts of the page whose code comes when they are first shown.
import { type ReactNode, useEffect, useState } from "react";

type Part<Props> = (props: Props) => ReactNode;

/** What `lazy` of React is, but for one thing: React keeps what stands in for it on the screen for 300 ms at least, however
 *  soon the code is there. This shows what has come at once. `meanwhile` stands in for it, or nothing does. A part whose code
 *  does not come throws, as what it would have shown, to the next boundary; shown again, it is asked for again. */
export function lazily<Props extends object>(load: () => Promise<Part<Props>>, meanwhile?: Part<Props>) {
  let loaded: Part<Props> | undefined;
  return function Lazily(props: Props) {
    // Components are functions, which a state would call.
    const [state, setState] = useState<{ View?: Part<Props>; error?: unknown }>({ View: loaded });
    useEffect(() => {
      if (state.View) return;
      let isGone = false;
      load().then(
        (View) => {
          loaded = View;
          if (!isGone) setState({ View });
        },
        (error: unknown) => {
          if (!isGone) setState({ error });
        },
      );
      return () => {
        isGone = true;
      };
    }, [state.View]);
    if (state.error) throw state.error;
    return state.View ? <state.View {...props} /> : meanwhile?.(props);
  };
}
