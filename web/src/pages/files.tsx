// The files of one folder.
import { useState } from "react";
import { useParams } from "wouter";
import { type Question, actionsOf } from "../files/actions";
import { type FilesAddress, useFilesAddress } from "../files/address";
import { type Item, itemOf } from "../files/item";
import { Questions } from "../files/questions";
import { RowMenu } from "../files/row-menu";
import { SelectionBar } from "../files/selection-bar";
import { Shown } from "../files/shown";
import { Status } from "../files/status";
import { Toolbar } from "../files/toolbar";
import { useDrop } from "../files/use-drop";
import { useListing } from "../files/use-listing";
import type { PageCommand } from "../listing/keyboard";
import { List } from "../listing/list";
import type { Row } from "../listing/rows";
import { nothing } from "../listing/selection";
import { Breadcrumb, parentOf, titleOf } from "../parts/breadcrumb";
import { useTitle } from "../ui/title";
import { EmptyFolder, ErrorState } from "../ui/states";
import { displayName } from "../listing/names";
import "./files.css";

export function FilesPage() {
  const { connection = "" } = useParams();
  const address = useFilesAddress(connection);
  const { bucket, prefix } = address.folder;
  // Another folder begins with nothing selected and nothing filtered.
  return <Files key={`${connection} ${bucket} ${prefix}`} address={address} />;
}

function Files({ address }: { address: FilesAddress }) {
  const { folder, sort, preview, href, go } = address;
  const { bucket, prefix } = folder;
  const [listing, view] = useListing(folder, sort);
  const [selection, setSelection] = useState(nothing);
  const [filter, setFilter] = useState("");
  const [question, setQuestion] = useState<Question | null>(null);
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  const drop = useDrop(folder);
  useTitle(titleOf(bucket, prefix));

  const items = view.rows.filter((row) => selection.keys.has(row.key)).map((row) => itemOf(row, prefix));
  const open = ({ key, isFolder }: Item) => (isFolder ? go({ prefix: key }) : go({ preview: key }));
  const actions = actionsOf(folder, setQuestion, open);
  const hrefOf = (row: Row) => href(row.folder ? { prefix: row.key } : { preview: row.key });

  const onCommand = (does: PageCommand) => {
    const parent = parentOf(prefix);
    if (does === "parent" && parent !== null) go({ prefix: parent });
    if (does === "delete") actions.remove(items);
    if (does === "rename" && items.length === 1 && items[0]) actions.rename(items[0]);
  };
  const onChanged = (key: string | null) => {
    setSelection(key === null ? nothing : { keys: new Set([key]), focus: key, anchor: key });
    listing.refresh();
  };

  return (
    <main className="files" {...drop.handlers} data-drop={drop.target === "" || undefined}>
      <h1 className="visually-hidden">{titleOf(bucket, prefix)}</h1>
      <Breadcrumb {...folder} />
      {items.length > 0 ? (
        <SelectionBar items={items} actions={actions} onClear={() => setSelection(nothing)} />
      ) : (
        <Toolbar
          target={folder}
          actions={actions}
          filter={filter}
          onFilter={(text) => {
            setFilter(text);
            listing.filter(text);
          }}
          isLoading={view.state === "loading"}
          onRefresh={() => listing.refresh()}
          onStop={() => listing.stop()}
        />
      )}
      {view.rows.length > 0 || (view.state === "loading" && view.error === null) ? (
        <List
          label={`Files in ${titleOf(bucket, prefix)}`}
          prefix={prefix}
          rows={view.rows}
          count={view.rows.length}
          sort={sort}
          onSort={({ by, descending }) => go({ sort: by, order: descending ? "desc" : undefined }, true)}
          selection={selection}
          onSelect={setSelection}
          hrefOf={hrefOf}
          onOpen={(row) => open(itemOf(row, prefix))}
          onCommand={onCommand}
          onMenu={(_, at) => setMenu(at)}
          dropKey={drop.target}
          isBusy={view.state === "loading"}
        />
      ) : (
        <div className="files-empty">
          {view.error ? (
            <ErrorState error={view.error} onRetry={() => listing.start()} />
          ) : filter !== "" ? (
            <p className="muted">No name here has “{displayName(filter)}” in it.</p>
          ) : (
            <EmptyFolder onNewFolder={actions.newFolder} />
          )}
        </div>
      )}
      <Status view={view} filtered={filter !== ""} onGoOn={() => listing.start()} />
      <RowMenu at={menu} items={items} actions={actions} onClose={() => setMenu(null)} />
      <Questions
        folder={folder}
        question={question}
        onClose={() => setQuestion(null)}
        onChanged={onChanged}
      />
      {preview !== null && <Shown address={address} rows={view.rows} preview={preview} />}
    </main>
  );
}
