// A list of things to do, that opens from a button.
import { type ComponentProps, type ReactElement, type ReactNode, useState } from "react";
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
  Popover,
  Separator,
} from "react-aria-components/Menu";
import { Icon, type IconName } from "./icon";
import "./menu.css";

export interface MenuProps {
  /** The button that opens it. */
  button: ReactElement;
  /** MenuItem and MenuLine. */
  children: ReactNode;
  label?: string;
  /** Done in place of opening. */
  instead?: () => void;
}

export function Menu({ button, children, label, instead }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={(open) => (open && instead ? instead() : setOpen(open))}>
      {button}
      <Popover className="popover" offset={4}>
        <AriaMenu className="menu" aria-label={label}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

export interface MenuItemProps {
  icon?: IconName;
  children: string;
  /** A second line, smaller. */
  hint?: string | null;
  /** Such as `F2`, shown at the end of the line. */
  shortcut?: string;
  danger?: boolean;
  isDisabled?: boolean;
  /** Why it is greyed. It can be reached and pressed all the same, which tells more. */
  refused?: string | null;
  /** Follows an address instead of `onAction`. */
  href?: string;
  onAction?: () => void;
}

export function MenuItem(props: MenuItemProps) {
  const { icon, children, refused, hint = refused, shortcut, danger = false, ...rest } = props;
  return (
    <AriaMenuItem
      {...rest}
      className="menu-item"
      data-danger={danger || undefined}
      data-refused={refused ? true : undefined}
      textValue={children}
      // Disabled it could not be reached; this only says so.
      render={refused ? (item) => <div {...(item as ComponentProps<"div">)} aria-disabled /> : undefined}
    >
      {icon && <Icon name={icon} size={18} />}
      <span className="menu-words">
        {children}
        {hint && <span className="menu-hint">{hint}</span>}
      </span>
      {shortcut && <kbd className="menu-key">{shortcut}</kbd>}
    </AriaMenuItem>
  );
}

/** A line between groups of items. */
export function MenuLine() {
  return <Separator className="menu-line" />;
}
