// A list of things to do, that opens from a button.
import type { ReactElement, ReactNode } from "react";
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
}

export function Menu({ button, children, label }: MenuProps) {
  return (
    <MenuTrigger>
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
  hint?: string;
  /** Such as `F2`, shown at the end of the line. */
  shortcut?: string;
  danger?: boolean;
  isDisabled?: boolean;
  /** Follows an address instead of `onAction`. */
  href?: string;
  onAction?: () => void;
}

export function MenuItem({ icon, children, hint, shortcut, danger = false, ...rest }: MenuItemProps) {
  return (
    <AriaMenuItem {...rest} className="menu-item" data-danger={danger || undefined} textValue={children}>
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
