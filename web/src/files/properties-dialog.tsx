// What S3 knows of one object, or how much there is of more; and changing it.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../api/error";
import { showProperties, showTags } from "../api/objects";
import { displayName } from "../listing/names";
import { t } from "../messages/files";
import { Line, PropertiesList } from "../preview/properties-list";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Refusal } from "../ui/denial";
import { Dialog } from "../ui/dialog";
import { isInArchive } from "../util/archive";
import { ChangeDialog } from "./details/change-dialog";
import { RestoreDialog } from "./details/restore-dialog";
import { type Folder, type Item, allWords, countOf } from "./item";
import { Measured } from "./measured";
import { useMeasure } from "./use-measure";
import { useSpaceCloses } from "./use-page-keys";
import "./properties-dialog.css";

export interface PropertiesDialogProps {
  folder: Folder;
  items: Item[];
  onClose: () => void;
}

export function PropertiesDialog({ folder, items, onClose }: PropertiesDialogProps) {
  const [doing, setDoing] = useState<"change" | "restore" | null>(null);
  const [said, setSaid] = useState("");
  const known = useKnown(folder, items);
  useSpaceCloses(doing === null, onClose);
  const title = titleOf(items);
  const back = (news = "") => {
    setSaid(news);
    setDoing(null);
  };
  const parts = { folder, items, title, known, onClose, onBack: back };
  if (doing === "change") return <ChangeDialog {...parts} />;
  if (doing === "restore") return <RestoreDialog {...parts} />;
  const { properties, tags } = known;
  const isKnown = !known.isOne || (properties.data !== undefined && !tags.isPending);
  const canRestore = known.isOne ? properties.data && isInArchive(properties.data) : true;
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          {canRestore && <Button onPress={() => setDoing("restore")}>{t.restoreMore}</Button>}
          <Button icon="pencil" isDisabled={!isKnown} onPress={() => setDoing("change")}>
            {t.changeMore}
          </Button>
        </>
      }
    >
      <p className={said ? "properties-said" : "visually-hidden"} role="status">
        {said}
      </p>
      {items.length === 1 && items[0] && <Copies folder={folder} item={items[0]} />}
      {known.isOne ? <OfObject folder={folder} known={known} /> : <OfMany folder={folder} items={items} />}
    </Dialog>
  );
}

/** What is known of the one object that is meant; of more, nothing is asked. */
export type Known = ReturnType<typeof useKnown>;

function useKnown({ connection, bucket }: Folder, items: Item[]) {
  const [first] = items;
  const isOne = items.length === 1 && first !== undefined && !first.isFolder;
  const key = isOne ? first.key : "";
  const properties = useQuery({
    queryKey: ["properties", connection, bucket, key],
    queryFn: ({ signal }) => showProperties(connection, bucket, key, signal),
    staleTime: 0,
    enabled: isOne,
  });
  const tags = useQuery({
    queryKey: ["tags", connection, bucket, key],
    queryFn: ({ signal }) => showTags(connection, bucket, key, signal),
    staleTime: 0,
    enabled: isOne,
  });
  return { isOne, key, properties, tags };
}

function Copies({ folder: { bucket }, item }: { folder: Folder; item: Item }) {
  return (
    <div className="properties-copy" role="group" aria-label={t.copy}>
      <CopyButton text={`s3://${bucket}/${item.key}`} label={t.copyAddress} />
      <CopyButton text={`arn:aws:s3:::${bucket}/${item.key}`} label={t.copyArn} />
      <CopyButton text={item.key} label={item.isFolder ? t.copyPrefix : t.copyKey} />
    </div>
  );
}

function OfObject({ folder, known: { key, properties, tags } }: { folder: Folder; known: Known }) {
  return (
    <>
      <PropertiesList bucket={folder.bucket} objectKey={key} properties={properties} />
      {properties.data && (
        <section className="properties-tags" aria-labelledby="properties-tags">
          <h3 id="properties-tags">{t.tags}</h3>
          {tags.error && <Unseen tags={tags} error={ApiError.from(tags.error)} />}
          {tags.data && Object.keys(tags.data).length === 0 && <p className="muted">{t.none}</p>}
          <dl className="properties">
            {Object.entries(tags.data ?? {}).map(([name, value]) => (
              <Line key={name} name={name}>
                {value || t.emptyValue}
              </Line>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}

/** Tags that may not be seen are no reason not to see the rest. */
function Unseen({ tags, error }: { tags: Known["tags"]; error: ApiError }) {
  return (
    <>
      <p className="muted">{t.notRead(error.message)}</p>
      <Refusal error={error} />
      <div>
        <Button size="s" icon="refresh" isPending={tags.isFetching} onPress={() => void tags.refetch()}>
          {t.tryAgain}
        </Button>
      </div>
    </>
  );
}

function OfMany({ folder, items }: { folder: Folder; items: Item[] }) {
  const measuring = useMeasure(folder, items);
  const [one, ...more] = items;
  return (
    <dl className="properties">
      <Line name={t.address}>{one && more.length === 0 && `s3://${folder.bucket}/${one.key}`}</Line>
      <Line name={t.inIt}>
        <Measured measuring={measuring} />
      </Line>
    </dl>
  );
}

function titleOf(items: Item[]): string {
  const [one, ...more] = items;
  const all = allWords(items);
  if (all) return all.charAt(0).toUpperCase() + all.slice(1);
  return one && more.length === 0 ? displayName(one.name) : t.items(countOf(items));
}
