// A menu where the pointer is.
import { type ReactNode, useRef } from "react";
import { Menu as AriaMenu, Popover } from "react-aria-components/Menu";

export interface ContextMenuProps {
  /** Where on the screen, in pixels; null while it is closed. */
  at: { x: number; y: number } | null;
  label: string;
  onClose: () => void;
  /** MenuItem and MenuLine. */
  children: ReactNode;
}

export function ContextMenu({ at, label, onClose, children }: ContextMenuProps) {
  const point = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={point} style={{ position: "fixed", left: at?.x ?? 0, top: at?.y ?? 0 }} aria-hidden="true" />
      <Popover
        className="popover"
        aria-label={label}
        triggerRef={point}
        isOpen={at !== null}
        placement="bottom start"
        onOpenChange={(open) => open || onClose()}
      >
        <AriaMenu className="menu" aria-label={label} onClose={onClose}>
          {children}
        </AriaMenu>
      </Popover>
    </>
  );
}
