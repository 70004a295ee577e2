// One member of a ZIP: shown while it is small, or unpacked into a download.
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { ApiError } from "../api/error";
import { t } from "../messages/preview";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { toast } from "../ui/toast";
import { formatSize } from "../util/format";
import { decode } from "./decode";
import { treeOf } from "./json";
import { JsonTree } from "./json-tree";
import type { Ranges } from "./ranges";
import { Lines } from "./text-view";
import { viewerOf } from "./viewer";
import { type Member, unpack, whyNot } from "./zip";

const MiB = 1024 * 1024;
/** Bytes of a member that is shown, and of one that is unpacked into a download. */
const SHOW_MAX = 8 * MiB;
export const SAVE_MAX = 256 * MiB;
/** Above so many bytes JSON is not made a tree. */
const TREE_MAX = 2 * MiB;

interface Props {
  ranges: Ranges;
  member: Member;
  onBack: () => void;
}

export function MemberView({ ranges, member, onBack }: Props) {
  const mayBeSaved = whyNot(member, SAVE_MAX) === null;
  return (
    <div className="text-view">
      <div className="view-bar">
        <Button size="s" look="quiet" icon="arrow-left" onPress={onBack}>
          {t.allOfZip}
        </Button>
        <bdi className="zip-member-name">{member.name}</bdi>
        <span className="muted num">{formatSize(member.size)}</span>
        <span className="view-bar-space" />
        {mayBeSaved && (
          <Button size="s" look="quiet" icon="download" onPress={() => void save(ranges, member)}>
            {t.download}
          </Button>
        )}
      </div>
      <Content ranges={ranges} member={member} />
    </div>
  );
}

function Content({ ranges, member }: Omit<Props, "onBack">) {
  const reason = whyNot(member, SHOW_MAX);
  const { data, error, refetch } = useQuery({
    queryKey: ["zip-member", ranges.id, member.at],
    queryFn: async () => new Uint8Array(await new Response(await unpack(ranges, member)).arrayBuffer()),
    enabled: reason === null,
    gcTime: 0,
    retry: false,
  });
  if (reason !== null) {
    return (
      <EmptyState icon="file" title={t.memberNotShown}>
        <p>{reason}</p>
      </EmptyState>
    );
  }
  if (error) return <ErrorState error={plain(error)} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label={t.unpacking} />;
  return <Shown name={member.name} bytes={data} />;
}

function Shown({ name, bytes }: { name: string; bytes: Uint8Array<ArrayBuffer> }) {
  const text = useMemo(() => decode(bytes)?.text ?? null, [bytes]);
  const viewer = viewerOf(name);
  const isJson = (viewer === "json" || viewer === "notebook") && bytes.length <= TREE_MAX;
  const tree = useMemo(() => (isJson && text !== null ? treeOf(text) : null), [isJson, text]);
  if (viewer === "image") return <Picture name={name} bytes={bytes} />;
  if (tree) {
    return (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      <div className="json" role="region" aria-label="JSON" tabIndex={0}>
        <JsonTree value={tree} />
      </div>
    );
  }
  if (text !== null) return <Lines text={text} name={name} wrap />;
  return (
    <EmptyState icon="file" title={t.noPreview}>
      <p>{t.openElsewhere}</p>
    </EmptyState>
  );
}

/** As in a bucket: an <img> runs nothing and fetches nothing. */
function Picture({ name, bytes }: { name: string; bytes: Uint8Array<ArrayBuffer> }) {
  const [isBroken, setBroken] = useState(false);
  const load = useCallback(
    (img: HTMLImageElement) => {
      const type = /\.svg$/i.test(name) ? "image/svg+xml" : "";
      const url = URL.createObjectURL(new Blob([bytes], { type }));
      img.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [name, bytes],
  );
  if (isBroken) return <EmptyState icon="warning" title={t.cannotShow.picture} />;
  return (
    <div className="image-view" data-whole>
      <div className="image-toggle">
        <img ref={load} alt={name} onError={() => setBroken(true)} />
      </div>
    </div>
  );
}

/** Unpacks it and gives it to the browser to keep. */
export async function save(ranges: Ranges, member: Member): Promise<void> {
  const done = toast({ tone: "info", title: t.unpackingSize(formatSize(member.size)), lasts: 600_000 });
  try {
    // Whatever it is, it is only to be saved.
    const chunks = await new Response(await unpack(ranges, member)).arrayBuffer();
    const url = URL.createObjectURL(new Blob([chunks], { type: "application/octet-stream" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = member.name.slice(member.name.lastIndexOf("/") + 1);
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  } catch (error) {
    toast({ tone: "danger", title: t.notUnpacked, detail: plain(error).message });
  } finally {
    done();
  }
}

/** What a browser says of broken compression means nothing to anybody. */
function plain(error: unknown): Error {
  if (error instanceof ApiError || !(error instanceof TypeError)) return error as Error;
  return new Error(t.memberBroken);
}
