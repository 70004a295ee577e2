// A window over the page, for one question.
import { type ReactNode, useEffect, useRef } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { m } from "../messages";
import { IconButton } from "./button";
import "./dialog.css";

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** Buttons, the one that does it last. */
  actions?: ReactNode;
  /** `alertdialog` for what cannot be undone. */
  role?: "dialog" | "alertdialog";
  size?: "m" | "l";
  /** While work runs that must not be lost by a click beside the window. */
  isBusy?: boolean;
}

/** A dialog. Escape and a click beside it close it; focus goes back to where it was. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  role = "dialog",
  size = "m",
  isBusy = false,
}: DialogProps) {
  const dialog = useRef<HTMLElement>(null);
  useEffect(() => {
    // What had the focus may be gone, as a button that was pressed is: the keys work on all the same.
    if (document.activeElement === document.body) dialog.current?.focus();
  });
  return (
    <ModalOverlay
      className="dialog-scrim"
      isOpen={isOpen}
      isDismissable={!isBusy && role === "dialog"}
      isKeyboardDismissDisabled={isBusy}
      onOpenChange={(open) => open || onClose()}
    >
      <Modal className="dialog-window" data-size={size}>
        <AriaDialog className="dialog" role={role} ref={dialog}>
          <header className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton icon="close" label={m.ui.close} size="s" onPress={onClose} isDisabled={isBusy} />
          </header>
          <div className="dialog-body">{children}</div>
          {actions && <footer className="dialog-actions">{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
