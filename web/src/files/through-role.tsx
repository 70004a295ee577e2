// Under which of the open roles something is written elsewhere.
import { useSession } from "../api/queries";
import { pathOf } from "../api/role";
import type { Identity } from "../api/types";
import { t } from "../messages/files";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";

export interface ThroughRoleProps {
  /** The role that reads, as paths have it. */
  from: string;
  /** The role that writes. */
  to: string;
  onChange: (to: string) => void;
}

/** Nothing where no other role is open. */
export function ThroughRole({ from, to, onChange }: ThroughRoleProps) {
  const { data: session } = useSession();
  const open = session?.open ?? [];
  const here = open.find((one) => pathOf(one) === from);
  const there = open.find((one) => pathOf(one) === to);
  const others = open.filter((one) => pathOf(one) !== from);
  if (!here || others.length === 0) return null;
  return (
    <>
      <Select
        label={t.writtenBy}
        value={to}
        onChange={onChange}
        options={[here, ...others].map((one) => ({
          value: pathOf(one),
          label: one === here ? t.thisRole(nameOf(one)) : nameOf(one),
        }))}
      />
      {there && to !== from && (
        <Notice title={t.throughServer}>
          <p>{t.throughWords(nameOf(here), nameOf(there))}</p>
        </Notice>
      )}
    </>
  );
}

const nameOf = ({ label, role }: Identity) => (role ? `${label}, ${role}` : label);
