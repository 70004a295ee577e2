// The ways in which a file or a folder is named elsewhere, to be copied.
import { useQuery } from "@tanstack/react-query";
import { nameOf, useOpened } from "../api/role";
import { showBucket } from "../api/versions";
import { t } from "../messages/files";
import { MenuItem, SubMenu } from "../ui/menu";
import { toast } from "../ui/toast";
import { formatAddress } from "../util/address";
import { arnOf, commandOf, httpsOf } from "../util/copy-as";
import type { Folder, Item } from "./item";

export interface CopyAsProps {
  folder: Folder;
  item: Item;
  /** Where this page shows it. */
  href: string;
  /** Closes the menu that this is in. */
  onClose: () => void;
}

export function CopyAs({ folder, item, href, onClose }: CopyAsProps) {
  const { connection, bucket } = folder;
  const opened = useOpened(nameOf(connection));
  const { data } = useQuery({
    queryKey: ["bucket", connection, bucket],
    queryFn: ({ signal }) => showBucket(connection, bucket, signal),
    staleTime: Infinity,
  });
  // A store without accounts is not AWS's, and has addresses of its own.
  const region = opened?.account ? data?.region || undefined : undefined;
  const where = { bucket, key: item.key, region };
  const https = httpsOf(where);
  const ways: [label: string, text: string][] = [
    [t.s3Address, formatAddress(where)],
    ["ARN", arnOf(where)],
    ...(https === null ? [] : [[t.httpsAddress, https] as [string, string]]),
    [t.cliCommand, commandOf(where)],
    [t.linkToPage, new URL(href, window.location.href).href],
  ];
  return (
    <SubMenu label={t.copyAs} icon="link">
      {ways.map(([label, text]) => (
        <MenuItem
          key={label}
          onAction={() => {
            onClose();
            void copyText(label, text);
          }}
        >
          {label}
        </MenuItem>
      ))}
    </SubMenu>
  );
}

async function copyText(label: string, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast({ tone: "ok", title: t.copied(label), detail: text });
  } catch {
    toast({ tone: "warn", title: t.noCopying, detail: text });
  }
}
