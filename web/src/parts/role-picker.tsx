// The roles that a sign-in offers, by account, to choose one of.
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useOpen } from "../api/access";
import { useRoles } from "../api/queries";
import { chooseRole, lastRole, useOpened } from "../api/role";
import type { Connection, Identity, OfferedRole } from "../api/types";
import { m } from "../messages";
import { OpenError } from "../pages/sign-in-error";
import { Icon } from "../ui/icon";
import { Spinner } from "../ui/progress";
import { TextField } from "../ui/text-field";

import { countdown } from "../util/time-left";
import { useNow } from "./identity-standing";
import { RoleButton } from "./role-button";
import { type RoleGroup, groupsOf } from "./role-groups";
import { SignInAgain } from "./sign-in-window";
import "./role-picker.css";

/** From so many on, typing is quicker than looking. */
const MANY = 6;

export interface RolePickerProps {
  connection: Connection;
  /** What is open in this session. */
  open: Identity[];
  /** Of the accounts' headings. */
  level: 2 | 3;
  /** The tab works under the role that was chosen. */
  onChosen?: () => void;
}

export function RolePicker({ connection, open, level, onChosen }: RolePickerProps) {
  const { name } = connection;
  const { data, error, isFetching } = useRoles(name);
  const [filter, setFilter] = useState("");
  const [last] = useState(() => lastRole(name));
  const current = useOpened(name);
  const taking = useOpen(name, onChosen);
  const box = useRef<HTMLDivElement>(null);
  const ends = data?.expires_at ? Date.parse(data.expires_at) : null;
  const now = useNow(ends, "seconds");
  const over = ends !== null && ends <= now;
  if (over || (error && !isFetching)) {
    return (
      <div className="roles">
        {over ? <p>{m.parts.timeOver(connection.provider?.label)}</p> : <OpenError error={error} />}
        <SignInAgain connection={connection} />
      </div>
    );
  }
  if (!data) return <Spinner label={m.parts.askingRoles} />;

  const groups = groupsOf(data.roles, filter, last);
  const found = groups.reduce((sum, { roles }) => sum + roles.length, 0);
  const choose = (role: OfferedRole) => {
    const opened = open.find(({ id }) => id === role.open);
    if (opened) {
      chooseRole(opened);
      onChosen?.();
    } else if (!taking.isPending) taking.mutate({ role_arn: role.arn });
  };
  const first = groups[0]?.roles[0];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its buttons do without
    <div
      className="roles"
      role="group"
      aria-label={m.parts.roles}
      ref={box}
      onKeyDown={(event) => move(event, box.current)}
    >
      {ends !== null && (
        <p className="roles-time num" role="timer">
          <Icon name="clock" size={16} /> {m.parts.chooseWithin(countdown(ends - now))}
        </p>
      )}
      {data.roles.length > MANY && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (first) choose(first);
          }}
        >
          <TextField
            label={m.parts.filterRoles}
            placeholder={m.parts.filterHint}
            type="search"
            autoComplete="off"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page asks one thing
            autoFocus
            value={filter}
            onChange={setFilter}
          />
        </form>
      )}
      {filter && (
        <p role="status" className="muted roles-count">
          {found === 0 ? m.parts.noRole(filter) : m.parts.rolesFound(found)}
        </p>
      )}
      {taking.isError && <OpenError error={taking.error} title={m.parts.roleNotHad} />}
      {groups.map((group) => (
        <Group
          key={group.account}
          group={group}
          level={level}
          last={last}
          current={current?.role_arn}
          pending={taking.isPending ? taking.variables.role_arn : null}
          onChoose={choose}
        />
      ))}
    </div>
  );
}

interface GroupProps {
  group: RoleGroup;
  level: 2 | 3;
  last: string | null;
  current?: string | null;
  /** The role that is being taken on. */
  pending?: string | null;
  onChoose: (role: OfferedRole) => void;
}

function Group({ group, level, last, current, pending, onChoose }: GroupProps) {
  const id = useId();
  const { account, label, color, roles } = group;
  const Heading = `h${level}` as const;
  return (
    <section className="roles-account" aria-labelledby={id}>
      <Heading id={id}>
        <span className="switcher-dot" style={color ? { background: color } : undefined} />
        {label ?? m.parts.accountNumber(account)}
        {label && <span className="muted num">{account}</span>}
      </Heading>
      <ul>
        {roles.map((role) => (
          <li key={role.arn}>
            <RoleButton
              name={role.name}
              facts={
                role.arn === pending
                  ? m.parts.takingOn
                  : role.arn === current
                    ? m.parts.youWork
                    : [role.open && m.parts.open, role.arn === last && m.parts.chosenLast]
                        .filter(Boolean)
                        .join(" · ")
              }
              color={color}
              isCurrent={role.arn === current}
              isPending={role.arn === pending}
              onPress={() => onChoose(role)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The arrow keys go from role to role, and typing goes to the filter. */
function move(event: KeyboardEvent, box: HTMLElement | null): void {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  if (!box || ctrlKey || metaKey || altKey) return;
  const field = box.querySelector<HTMLElement>("input");
  const roles = [...box.querySelectorAll<HTMLElement>(".role")];
  const at = roles.indexOf(target as HTMLElement);
  if (key.length === 1 && key !== " " && at >= 0) return field?.focus();
  const to = key === "ArrowDown" ? at + 1 : key === "ArrowUp" ? at - 1 : null;
  if (to === null) return;
  event.preventDefault();
  (to < 0 ? field : roles[to])?.focus();
}
