// All keys, at a glance. Its code comes when it is asked for, and so does that of the commands.
import { Suspense, lazy } from "react";
import type { PaletteProps } from "./palette-dialog";

const Help = lazy(() => import("./help-dialog"));
const Commands = lazy(() => import("./palette-dialog"));

export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Suspense fallback={null}>
      <Help onClose={onClose} />
    </Suspense>
  );
}

/** Everything that can be done, and where one can go, by its name. */
export function Palette(props: PaletteProps) {
  return (
    <Suspense fallback={null}>
      <Commands {...props} />
    </Suspense>
  );
}
