// The other roles of a connection: those that are open, and the way to those that can be.
import { chooseRole } from "../api/role";
import type { Connection, Identity } from "../api/types";
import { m } from "../messages";
import { Button } from "../ui/button";
import { RoleButton } from "./role-button";
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
    <section className="switch" aria-label={m.parts.roles}>
      {here.length > 1 && (
        <ul>
          {here.map((one) => (
            <li key={one.id}>
              <RoleButton
                name={one.role ?? one.arn}
                facts={one.account_label ?? one.account}
                color={one.color}
                isCurrent={one.id === current.id}
                onPress={() => {
                  chooseRole(one);
                  onSwitch();
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <Button size="s" icon="person" onPress={onChoose}>
        {m.parts.anotherRole}
      </Button>
    </section>
  );
}
