// A list of things to do, that opens from a button.
import { type ComponentProps, type ReactElement, type ReactNode, useState } from "react";
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
  Popover,
  Separator,
  SubmenuTrigger,
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
  /** Among those of which one is chosen. */
  id?: string;
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

export interface SubMenuProps {
  label: string;
  icon?: IconName;
  /** MenuItem and MenuLine. */
  children: ReactNode;
}

/** An item that opens a menu of its own. */
export function SubMenu({ label, icon, children }: SubMenuProps) {
  return (
    <SubmenuTrigger>
      <AriaMenuItem className="menu-item" textValue={label}>
        {icon && <Icon name={icon} size={18} />}
        <span className="menu-words">{label}</span>
        <span className="menu-more">
          <Icon name="chevron-right" size={14} />
        </span>
      </AriaMenuItem>
      <Popover className="popover" offset={-2}>
        <AriaMenu className="menu" aria-label={label}>
          {children}
        </AriaMenu>
      </Popover>
    </SubmenuTrigger>
  );
}

/** A line between groups of items. */
export function MenuLine() {
  return <Separator className="menu-line" />;
}
