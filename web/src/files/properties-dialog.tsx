// What S3 knows of one object, or what there is to say of a folder.
import { useQuery } from "@tanstack/react-query";
import { showProperties } from "../api/objects";
import { displayName } from "../listing/names";
import { Line, PropertiesList } from "../preview/properties-list";
import { CopyButton } from "../ui/copy-button";
import { Dialog } from "../ui/dialog";
import type { Folder, Item } from "./item";
import { Measured } from "./measured";
import { useMeasure } from "./use-measure";
import "./properties-dialog.css";

export interface PropertiesDialogProps {
  folder: Folder;
  item: Item;
  onClose: () => void;
}

export function PropertiesDialog({ folder, item, onClose }: PropertiesDialogProps) {
  const { bucket } = folder;
  return (
    <Dialog title={displayName(item.name)} isOpen onClose={onClose}>
      <div className="properties-copy" role="group" aria-label="Copy">
        <CopyButton text={`s3://${bucket}/${item.key}`} label="Copy S3 address" />
        <CopyButton text={`arn:aws:s3:::${bucket}/${item.key}`} label="Copy ARN" />
        <CopyButton text={item.key} label={item.isFolder ? "Copy prefix" : "Copy key"} />
      </div>
      {item.isFolder ? <OfFolder folder={folder} item={item} /> : <OfObject folder={folder} item={item} />}
    </Dialog>
  );
}

function OfObject({ folder: { connection, bucket }, item: { key } }: Omit<PropertiesDialogProps, "onClose">) {
  const properties = useQuery({
    queryKey: ["properties", connection, bucket, key],
    queryFn: ({ signal }) => showProperties(connection, bucket, key, signal),
    staleTime: 0,
  });
  return <PropertiesList bucket={bucket} objectKey={key} properties={properties} />;
}

function OfFolder({ folder, item }: Omit<PropertiesDialogProps, "onClose">) {
  const measuring = useMeasure(folder, [item]);
  return (
    <dl className="properties">
      <Line name="Address">{`s3://${folder.bucket}/${item.key}`}</Line>
      <Line name="In it">
        <Measured measuring={measuring} />
      </Line>
    </dl>
  );
}
