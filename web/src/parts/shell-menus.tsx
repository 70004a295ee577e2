// The two menus of the head: the connections, and everything else.
import { useLocation } from "wouter";
import { useClose, useSignOut, useSignOutAtProvider } from "../api/access";
import { ApiError } from "../api/error";
import { useSession } from "../api/queries";
import { pathOf } from "../api/role";
import type { Connection, Identity } from "../api/types";
import { m } from "../messages";
import { chooseLanguage, type Language, language, languages } from "../messages/language";
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
      label={m.parts.connections}
      button={
        <Button look="quiet" aria-label={m.parts.connection(current.label)}>
          <span className="switcher">
            <span className="switcher-dot" style={color ? { background: color } : undefined} />
            <span className="switcher-name">{current.label}</span>
          </span>
        </Button>
      }
    >
      {connections.map(({ name, label }) => {
        const roles = open.filter((one) => one.connection === name);
        const hint = roles.map(({ role, person }) => role ?? person).join(", ") || m.parts.closed;
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
        {m.parts.allConnections}
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

/** Theme, language, closing, signing out. */
export function MoreMenu({ connection, opened, signedIn }: MoreMenuProps) {
  const [, navigate] = useLocation();
  const { data: session } = useSession();
  const signOut = useSignOut();
  const signOutThere = useSignOutAtProvider(connection?.name ?? "");
  const beside = session?.open.filter((one) => one.connection === opened?.connection).length ?? 0;
  // With another role open, the page goes on under that one.
  const close = useClose(opened ? pathOf(opened) : "", () => beside > 1 || navigate(paths.start()));
  const failed = (thrown: unknown) =>
    toast({ tone: "danger", title: m.parts.failed, detail: ApiError.from(thrown).message });
  return (
    <Menu label={m.parts.menu} button={<IconButton icon="more" label={m.parts.menu} />}>
      <MenuItem icon="theme" onAction={() => chooseTheme("system")}>
        {m.parts.systemColours}
      </MenuItem>
      <MenuItem icon="sun" onAction={() => chooseTheme("light")}>
        {m.parts.light}
      </MenuItem>
      <MenuItem icon="moon" onAction={() => chooseTheme("dark")}>
        {m.parts.dark}
      </MenuItem>
      <MenuLine />
      {(Object.keys(languages) as Language[]).map((one) => (
        <MenuItem
          key={one}
          icon={one === language ? "check" : "globe"}
          onAction={() => one !== language && chooseLanguage(one)}
        >
          {languages[one]}
        </MenuItem>
      ))}
      {(signedIn || connection?.signed_in) && <MenuLine />}
      {connection && opened && (
        <MenuItem icon="check" onAction={() => navigate(paths.check(connection.name, placeHere()))}>
          {m.parts.checkHere}
        </MenuItem>
      )}
      {session?.administrator && (
        <MenuItem icon="plus" onAction={() => navigate(paths.setup())}>
          {m.parts.setUp}
        </MenuItem>
      )}
      {connection && opened && (
        <MenuItem icon="close" onAction={() => close.mutate(undefined, { onError: failed })}>
          {m.parts.closeIt(beside > 1 && opened.role ? opened.role : connection.label)}
        </MenuItem>
      )}
      {signedIn && (
        <MenuItem icon="lock" onAction={() => navigate(paths.you())}>
          {m.parts.yourSignIns}
        </MenuItem>
      )}
      {signedIn && (
        <MenuItem icon="sign-out" onAction={() => signOut.mutate(undefined, { onError: failed })}>
          {m.parts.signOut}
        </MenuItem>
      )}
      {connection?.provider && connection.signed_in && (
        <MenuItem icon="sign-out" onAction={() => signOutThere.mutate(undefined, { onError: failed })}>
          {m.parts.signOutThere(connection.provider.label)}
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
