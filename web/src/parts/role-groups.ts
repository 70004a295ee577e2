// The roles of a sign-in as a picker shows them.
import type { OfferedRole } from "../api/types";

export interface RoleGroup {
  account: string;
  label: string | null;
  color: string | null;
  roles: OfferedRole[];
}

/** Those that have every word of `filter` in role, account or label, by account. The account of the
 * role that was chosen last comes first, and in it that role. */
export function groupsOf(roles: OfferedRole[], filter: string, last: string | null): RoleGroup[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ name, account, account_label, arn }: OfferedRole) => {
    const text = `${name} ${account} ${account_label ?? ""} ${arn}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const groups = new Map<string, RoleGroup>();
  for (const role of roles.filter(fits)) {
    const { account, account_label, color } = role;
    const group = groups.get(account) ?? {
      account,
      label: account_label ?? null,
      color: color ?? null,
      roles: [],
    };
    group.roles.push(role);
    groups.set(account, group);
  }
  const isLast = ({ arn }: OfferedRole) => (arn === last ? 0 : 1);
  const order = (group: RoleGroup) => Math.min(...group.roles.map(isLast));
  return [...groups.values()]
    .map((group) => ({ ...group, roles: group.roles.toSorted((a, b) => isLast(a) - isLast(b)) }))
    .toSorted((a, b) => order(a) - order(b));
}
