// A button that copies a text, and says so for a while.
import { useEffect, useState } from "react";
import { m } from "../messages";
import { Button } from "./button";

/** Copies `text`, and says so for a while. */
export function CopyButton({ text, label = m.ui.copy }: { text: string; label?: string }) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2_500);
    return () => clearTimeout(timer);
  }, [state]);
  const write = () =>
    navigator.clipboard
      ? navigator.clipboard.writeText(text).then(
          () => setState("copied"),
          () => setState("failed"),
        )
      : setState("failed");
  const words = { idle: label, copied: m.ui.copied, failed: m.ui.noClipboard };
  return (
    <Button size="s" look="quiet" icon={state === "copied" ? "check" : "copy"} onPress={() => void write()}>
      {words[state]}
    </Button>
  );
}
