// Buttons, with words or with an icon alone.
import { Button as AriaButton, type ButtonProps as AriaProps } from "react-aria-components/Button";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import { Tooltip } from "./tooltip";
import "./button.css";

type Look = "plain" | "primary" | "danger" | "quiet";

interface Own {
  /** `primary` once per view; `danger` for what cannot be undone; `quiet` has no frame. */
  look?: Look;
  size?: "s" | "m";
}

export interface ButtonProps extends Omit<AriaProps, "className" | "style" | "children">, Own {
  icon?: IconName;
  children: ReactNode;
  /** Why it is greyed; null while it is not, for one that may come to be. It can be reached and pressed
   * all the same, which tells more. */
  refused?: string | null;
}

/** A button with words, and an icon before them if one helps. While `isPending` it keeps the focus
 * but does nothing. */
export function Button(props: ButtonProps) {
  const { look = "plain", size = "m", icon, children, isPending, refused, ...rest } = props;
  const idle = isPending ? ({ onPress: undefined, type: "button", "aria-disabled": true } as const) : {};
  const greyed = refused ? ({ "aria-disabled": true, "data-refused": true } as const) : {};
  const button = (
    <AriaButton {...rest} {...idle} {...greyed} className="button" data-look={look} data-size={size}>
      {isPending ? <span className="button-spinner" /> : icon && <Icon name={icon} size={18} />}
      <span className="button-words">{children}</span>
    </AriaButton>
  );
  return refused === undefined ? button : <Tooltip text={refused}>{button}</Tooltip>;
}

export interface IconButtonProps extends Omit<AriaProps, "className" | "style" | "children">, Own {
  icon: IconName;
  /** What it does: its name for a screen reader, and its tooltip. */
  label: string;
}

/** A button of an icon alone, with its words in a tooltip. */
export function IconButton({ icon, label, look = "quiet", size = "m", ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <AriaButton
        {...rest}
        aria-label={label}
        className="button button-icon"
        data-look={look}
        data-size={size}
      >
        <Icon name={icon} size={size === "s" ? 16 : 20} />
      </AriaButton>
    </Tooltip>
  );
}
