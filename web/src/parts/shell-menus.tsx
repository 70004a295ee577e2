// The two menus of the head: the connections, and everything else.
import { useLocation } from "wouter";
import { useClose, useSignOut, useSignOutAtProvider } from "../api/access";
import { ApiError } from "../api/error";
import { useSession } from "../api/queries";
import { pathOf } from "../api/role";
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
  /** As whom this tab works in the current one. */
  opened?: Identity;
}

/** Another place to work. One that is not open yet asks for what it needs. */
export function ConnectionSwitcher({ current, connections, open, opened }: SwitcherProps) {
  const [, navigate] = useLocation();
  const color = opened?.color ?? current.color;
  return (
    <Menu
      label="Connections"
      button={
        <Button look="quiet" aria-label={`Connection: ${current.label}`}>
          <span className="switcher">
            <span className="switcher-dot" style={color ? { background: color } : undefined} />
            <span className="switcher-name">{current.label}</span>
          </span>
        </Button>
      }
    >
      {connections.map(({ name, label }) => {
        const roles = open.filter((one) => one.connection === name);
        const hint = roles.map(({ role, person }) => role ?? person).join(", ") || "not open";
        return (
          <MenuItem
            key={name}
            icon={name === current.name ? "check" : roles.length > 0 ? "home" : "lock"}
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

export interface MoreMenuProps {
  /** That of the address. */
  connection?: Connection;
  /** As whom this tab works there. */
  opened?: Identity;
  signedIn: boolean;
}

/** Theme, closing, signing out. */
export function MoreMenu({ connection, opened, signedIn }: MoreMenuProps) {
  const [, navigate] = useLocation();
  const { data: session } = useSession();
  const signOut = useSignOut();
  const signOutThere = useSignOutAtProvider(connection?.name ?? "");
  const beside = session?.open.filter((one) => one.connection === opened?.connection).length ?? 0;
  // With another role open, the page goes on under that one.
  const close = useClose(opened ? pathOf(opened) : "", () => beside > 1 || navigate(paths.start()));
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
      {(signedIn || connection?.signed_in) && <MenuLine />}
      {connection && opened && (
        <MenuItem icon="check" onAction={() => navigate(paths.check(connection.name, placeHere()))}>
          Check what works here
        </MenuItem>
      )}
      {session?.administrator && (
        <MenuItem icon="plus" onAction={() => navigate(paths.setup())}>
          Set a connection up
        </MenuItem>
      )}
      {connection && opened && (
        <MenuItem icon="close" onAction={() => close.mutate(undefined, { onError: failed })}>
          {`Close ${beside > 1 && opened.role ? opened.role : connection.label}`}
        </MenuItem>
      )}
      {signedIn && (
        <MenuItem icon="sign-out" onAction={() => signOut.mutate(undefined, { onError: failed })}>
          Sign out
        </MenuItem>
      )}
      {connection?.provider && connection.signed_in && (
        <MenuItem icon="sign-out" onAction={() => signOutThere.mutate(undefined, { onError: failed })}>
          {`Sign out at ${connection.provider.label} too`}
        </MenuItem>
      )}
    </Menu>
  );
}

/** The folder that is shown, if one is. */
function placeHere() {
  const query = new URLSearchParams(window.location.search);
  return { bucket: query.get("bucket") ?? undefined, prefix: query.get("prefix") ?? undefined };
}
