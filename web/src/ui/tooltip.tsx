// A few words beside what the pointer or the focus is on.
import type { ReactElement } from "react";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components/Tooltip";
import "./tooltip.css";

/** Shows `text`, if there is any, by its one child, which must take focus. */
export function Tooltip({ text, children }: { text: string | null; children: ReactElement }) {
  return (
    <TooltipTrigger delay={500} closeDelay={80} isDisabled={text === null}>
      {children}
      <AriaTooltip className="tooltip" offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
