// Where one can go from a folder: its connection's places, folders with a star, recent ones, and other roles.
import { useLocation } from "wouter";
import { useLocations, useSession } from "../api/queries";
import { chooseRole, nameOf, pathOf } from "../api/role";
import { displayName } from "../listing/names";
import { m } from "../messages";
import { t } from "../messages/commands";
import { paths } from "../routes";
import type { Been } from "./been";
import type { Command } from "./commands";
import { useMarks } from "./marks";

export function usePlaces(connection: string): [title: string, commands: Command[]][] {
  const [, navigate] = useLocation();
  const { data: locations } = useLocations(connection);
  const { data: session } = useSession();
  const starred = useMarks("starred", connection);
  const recent = useMarks("recent", connection);
  const go = (kind: string, { bucket, prefix }: Been): Command => ({
    id: `${kind} ${bucket}/${prefix}`,
    label: displayName(`${bucket}/${prefix}`.replace(/\/$/, "")),
    icon: kind === "star" ? "star" : prefix === "" ? "bucket" : "folder",
    run: () => navigate(paths.files(connection, { bucket, prefix })),
  });
  const roles = (session?.open ?? []).filter((one) => pathOf(one) !== connection);
  return [
    [m.pages.favourites, starred.map((place) => go("star", place))],
    [m.pages.recent, recent.map((place) => go("recent", place))],
    [t.places, (locations?.locations ?? []).map(({ label, ...place }) => ({ ...go("place", place), label }))],
    [
      t.openRoles,
      roles.map((one) => ({
        id: `role ${pathOf(one)}`,
        label: one.role ? `${one.label}, ${one.role}` : one.label,
        icon: "person",
        // Another role of this connection stays where it is.
        run: () => {
          chooseRole(one);
          if (one.connection !== nameOf(connection)) navigate(paths.connection(one.connection));
        },
      })),
    ],
  ];
}
