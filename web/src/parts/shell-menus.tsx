// The two menus of the head: the connections, and everything else.
import { useLocation } from "wouter";
import { useClose, useSignOut } from "../api/access";
import { ApiError } from "../api/error";
import type { Connection, Identity } from "../api/types";
import { paths } from "../routes";
import { Button, IconButton } from "../ui/button";
import { Menu, MenuItem, MenuLine } from "../ui/menu";
import { chooseTheme } from "../ui/theme";
import { toast } from "../ui/toast";

export interface SwitcherProps {
  current: Connection;
  connections: Connection[];
  open: Identity[];
}

/** Another place to work. One that is not open yet asks for what it needs. */
export function ConnectionSwitcher({ current, connections, open }: SwitcherProps) {
  const [, navigate] = useLocation();
  return (
    <Menu
      label="Connections"
      button={
        <Button look="quiet" aria-label={`Connection: ${current.label}`}>
          <span className="switcher">
            <span
              className="switcher-dot"
              style={current.color ? { background: current.color } : undefined}
            />
            <span className="switcher-name">{current.label}</span>
          </span>
        </Button>
      }
    >
      {connections.map(({ name, label }) => {
        const identity = open.find((one) => one.connection === name);
        const hint = identity ? (identity.role ?? identity.person) : "not open";
        return (
          <MenuItem
            key={name}
            icon={name === current.name ? "check" : identity ? "home" : "lock"}
            hint={hint}
            onAction={() => navigate(paths.connection(name))}
          >
            {label}
          </MenuItem>
        );
      })}
      <MenuLine />
      <MenuItem icon="bucket" onAction={() => navigate(paths.start())}>
        All connections
      </MenuItem>
    </Menu>
  );
}

/** Theme, closing, signing out. */
export function MoreMenu({ connection, signedIn }: { connection?: Connection; signedIn: boolean }) {
  const [, navigate] = useLocation();
  const signOut = useSignOut();
  const close = useClose(connection?.name ?? "", () => navigate(paths.start()));
  const failed = (thrown: unknown) =>
    toast({ tone: "danger", title: "That did not work", detail: ApiError.from(thrown).message });
  return (
    <Menu label="Menu" button={<IconButton icon="more" label="Menu" />}>
      <MenuItem icon="theme" onAction={() => chooseTheme("system")}>
        Colours of the system
      </MenuItem>
      <MenuItem icon="sun" onAction={() => chooseTheme("light")}>
        Light
      </MenuItem>
      <MenuItem icon="moon" onAction={() => chooseTheme("dark")}>
        Dark
      </MenuItem>
      {signedIn && <MenuLine />}
      {connection && (
        <MenuItem icon="close" onAction={() => close.mutate(undefined, { onError: failed })}>
          {`Close ${connection.label}`}
        </MenuItem>
      )}
      {signedIn && (
        <MenuItem icon="sign-out" onAction={() => signOut.mutate(undefined, { onError: failed })}>
          Sign out
        </MenuItem>
      )}
    </Menu>
  );
}
