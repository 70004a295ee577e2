// The ways in which a file or a folder is named elsewhere, to be copied.
import { useQuery } from "@tanstack/react-query";
import { nameOf, useOpened } from "../api/role";
import { showBucket } from "../api/versions";
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
}

export function CopyAs({ folder, item, href }: CopyAsProps) {
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
    ["S3 address", formatAddress(where)],
    ["ARN", arnOf(where)],
    ...(https === null ? [] : [["HTTPS address", https] as [string, string]]),
    ["Command of the AWS CLI", commandOf(where)],
    ["Link to this page", new URL(href, window.location.href).href],
  ];
  return (
    <SubMenu label="Copy as" icon="link">
      {ways.map(([label, text]) => (
        <MenuItem key={label} onAction={() => void copyText(label, text)}>
          {label}
        </MenuItem>
      ))}
    </SubMenu>
  );
}

async function copyText(label: string, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast({ tone: "ok", title: `Copied: ${label}`, detail: text });
  } catch {
    toast({ tone: "warn", title: "This browser does not allow copying", detail: text });
  }
}
