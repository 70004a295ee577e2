// The other roles of a connection: those that are open, and the way to those that can be.
import { chooseRole } from "../api/role";
import type { Connection, Identity } from "../api/types";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import "./role-picker.css";

export interface RoleSwitcherProps {
  connection: Connection;
  /** The role of this tab. */
  current: Identity;
  /** What is open in this session. */
  open: Identity[];
  onSwitch: () => void;
  /** Asks for a role that is not open. */
  onChoose: () => void;
}

/** Nothing where a connection has but one role. */
export function RoleSwitcher({ connection, current, open, onSwitch, onChoose }: RoleSwitcherProps) {
  if (connection.kind !== "identity-provider" && connection.kind !== "saml") return null;
  const here = open.filter((one) => one.connection === connection.name);
  return (
    <section className="switch" aria-label="Roles">
      {here.length > 1 && (
        <ul>
          {here.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="role"
                style={one.color ? { borderInlineStartColor: one.color } : undefined}
                aria-current={one.id === current.id || undefined}
                onClick={() => {
                  chooseRole(one);
                  onSwitch();
                }}
              >
                <span className="role-name">{one.role ?? one.arn}</span>
                <span className="role-facts">{one.account_label ?? one.account}</span>
                <Icon name={one.id === current.id ? "check" : "chevron-right"} size={16} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Button size="s" icon="person" onPress={onChoose}>
        Another role…
      </Button>
    </section>
  );
}
