// What is in a ZIP: its list, and one member of it.
import { useQuery } from "@tanstack/react-query";
import { memo, useCallback, useMemo, useState } from "react";
import { t } from "../messages/preview";
import { IconButton } from "../ui/button";
import { FileIcon } from "../ui/file-icon";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { TextField } from "../ui/text-field";
import { formatSize } from "../util/format";
import { kindOf } from "../util/kind";
import { EndOfRows } from "./end-of-rows";
import { type Ranges, useRanges } from "./ranges";
import type { ViewProps } from "./show";
import { useRows } from "./use-rows";
import { type Directory, type Member, membersOf, openZip, whyNot } from "./zip";
import { MemberView, SAVE_MAX, save } from "./zip-member";
import "./zip-view.css";

/** Names that the page holds. */
const MOST = 50_000;
/** Rows that are laid out together. */
const BLOCK = 100;

export default function ZipView({ source, size }: ViewProps) {
  const ranges = useRanges(source, size);
  const { data, error, refetch } = useQuery({
    queryKey: ["zip", ranges.id],
    queryFn: () => openZip(ranges),
    gcTime: 0,
    retry: false,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label={t.reading} />;
  return <Contents key={ranges.id} ranges={ranges} directory={data} />;
}

function Contents({ ranges, directory }: { ranges: Ranges; directory: Directory }) {
  const open = useCallback(() => membersOf(ranges, directory), [ranges, directory]);
  const rows = useRows(open);
  const [filter, setFilter] = useState("");
  const [shown, setShown] = useState<Member | null>(null);
  const members = useMemo(() => {
    const small = filter.toLowerCase();
    const all = rows.rows.slice(0, MOST);
    return small === "" ? all : all.filter(({ name }) => name.toLowerCase().includes(small));
  }, [rows.rows, filter]);
  if (shown) return <MemberView ranges={ranges} member={shown} onBack={() => setShown(null)} />;
  const blocks = Array.from({ length: Math.ceil(members.length / BLOCK) }, (_, at) => at * BLOCK);
  const loaded = Math.min(rows.rows.length, MOST);
  return (
    <div className="text-view">
      <div className="view-bar">
        <span className="muted num">
          {t.zipMembers(
            directory.count,
            loaded < directory.count ? loaded : null,
            filter === "" ? null : members.length,
          )}
        </span>
        <span className="view-bar-space" />
        <TextField
          label={t.filterRead}
          hideLabel
          placeholder={t.filterNames}
          value={filter}
          onChange={setFilter}
        />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="zip" role="region" aria-label={t.contents} tabIndex={0}>
        <ul>
          {blocks.map((first) => (
            <Block
              key={first}
              ranges={ranges}
              members={members.slice(first, first + BLOCK)}
              onOpen={setShown}
            />
          ))}
        </ul>
        <EndOfRows rows={rows} most={MOST} one="name" full={t.restNotShown} />
      </div>
    </div>
  );
}

interface BlockProps {
  ranges: Ranges;
  members: Member[];
  onOpen: (member: Member) => void;
}

const Block = memo(function Block({ ranges, members, onOpen }: BlockProps) {
  return members.map((member, at) => (
    <li key={at} className="zip-row">
      <FileIcon kind={kindOf(member.name)} size={18} />
      {member.isFolder ? (
        <span className="zip-name">
          <bdi>{member.name}</bdi>
        </span>
      ) : (
        <button type="button" className="zip-name" onClick={() => onOpen(member)}>
          <bdi>{member.name}</bdi>
        </button>
      )}
      <span className="zip-size muted num">{member.isFolder ? "" : formatSize(member.size)}</span>
      <span className="zip-moment muted num">{member.modified}</span>
      {whyNot(member, SAVE_MAX) === null ? (
        <IconButton
          size="s"
          icon="download"
          label={t.downloadIt(member.name)}
          onPress={() => void save(ranges, member)}
        />
      ) : (
        <span />
      )}
    </li>
  ));
}, areSame);

/** What is added below leaves the rows above as they are. */
function areSame(before: BlockProps, after: BlockProps): boolean {
  return (
    before.ranges === after.ranges &&
    before.members.length === after.members.length &&
    before.members.every((member, at) => member === after.members[at])
  );
}
