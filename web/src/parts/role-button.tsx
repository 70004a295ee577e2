// A role to work under, with its account's colour.
import { Icon } from "../ui/icon";
import "./role-picker.css";

export interface RoleButtonProps {
  name: string;
  /** What else is known of it, in a few words. */
  facts: string;
  color?: string | null;
  /** Whether the tab works under it. */
  isCurrent: boolean;
  isPending?: boolean;
  onPress: () => void;
}

export function RoleButton({ name, facts, color, isCurrent, isPending, onPress }: RoleButtonProps) {
  return (
    <button
      type="button"
      className="role"
      style={color ? { borderInlineStartColor: color } : undefined}
      aria-current={isCurrent || undefined}
      aria-busy={isPending || undefined}
      onClick={onPress}
    >
      <span className="role-name">{name}</span>
      <span className="role-facts">{facts}</span>
      <Icon name={isCurrent ? "check" : "chevron-right"} size={16} />
    </button>
  );
}
