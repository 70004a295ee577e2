// The files of one folder.
import { lazy, Suspense, useState } from "react";
import { useParams } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import { useAbilities } from "../api/abilities";
import { useRole } from "../api/role";
import { Editor } from "../editor";
import { type Question, actionsOf } from "../files/actions";
import { readmeOf } from "../files/readme-of";
import { refusedIn } from "../files/acts";
import { type FilesAddress, useFilesAddress } from "../files/address";
import { useBeen } from "../files/been";
import { type Item, countOf, itemOf, oneOf } from "../files/item";
import { NothingHere } from "../files/nothing-here";
import { OnlyWays, refusedInWays } from "../files/only-ways";
import { type Change, Questions } from "../files/questions";
import { RowMenu } from "../files/row-menu";
import { SelectionBar } from "../files/selection-bar";
import { Shown } from "../files/shown";
import { Status } from "../files/status";
import { Toolbar, focusFilter } from "../files/toolbar";
import { forgetUndo, useUndo } from "../files/undo";
import { dragRows, useDrop } from "../files/use-drop";
import { useListing } from "../files/use-listing";
import { useSelection } from "../files/use-selection";
import type { PageCommand } from "../listing/keyboard";
import { List } from "../listing/list";
import type { Row } from "../listing/rows";
import { nothing, only } from "../listing/selection";
import { Breadcrumb, parentOf, titleOf } from "../parts/breadcrumb";
import { wantedIn } from "../search/address";
import { SearchView } from "../search/search-view";
import { useTitle } from "../ui/title";
import { PastFolder } from "../versions";
import { formatCount } from "../util/format";
import "./files.css";

const Readme = lazy(() => import("../preview/readme"));

export function FilesPage() {
  const { connection: name = "" } = useParams();
  // Another role of this tab makes it another page at the same address.
  const connection = useRole(name);
  const address = useFilesAddress(connection);
  const { bucket, prefix } = address.folder;
  const search = new URLSearchParams(useSearch());
  const edit = search.get("edit");
  if (edit !== null) {
    return <Editor connection={connection} bucket={bucket} objectKey={edit} isNew={search.has("new")} />;
  }
  const wanted = wantedIn(search);
  if (wanted !== null) {
    const { folder, preview } = address;
    const asked = `${connection} ${bucket} ${prefix} ${JSON.stringify(wanted)}`;
    return <SearchView key={asked} folder={folder} wanted={wanted} preview={preview} />;
  }
  // Another folder begins with nothing selected and nothing filtered.
  const key = `${connection} ${bucket} ${prefix}`;
  if (address.at !== null)
    return <PastFolder key={`${key} ${address.at}`} address={address} at={address.at} />;
  return <Files key={key} address={address} />;
}

function Files({ address }: { address: FilesAddress }) {
  const { folder, sort, preview, href, go } = address;
  const { bucket, prefix } = folder;
  const [place, view] = useListing(folder, sort);
  const { listing } = place;
  const [filter, setFilter] = useState("");
  const chosen = useSelection(folder, place, view, filter !== "");
  const { selection, select: setSelection, items } = chosen;
  const [question, setQuestion] = useState<Question | null>(null);
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  useTitle(titleOf(bucket, prefix));
  useBeen(folder, view);
  useUndo(folder, listing);

  const open = ({ key, isFolder }: Item) => (isFolder ? go({ prefix: key }) : go({ preview: key }));
  // The rows come first; who may not list may still write.
  const hasCome = view.rows.length > 0 || view.state === "done" || view.error?.code === "denied";
  const { refusals: known, askAgain } = useAbilities(folder, hasCome && !view.ways);
  const refusals = view.ways ? refusedInWays : known;
  const actions = actionsOf(folder, setQuestion, open, (act) => refusedIn(refusals, act));
  const noUpload = actions.reason("upload");
  const { drop, handlers } = useDrop(
    folder,
    (to) => actions.move(items, to),
    noUpload === null ? null : () => actions.explain("upload"),
  );
  const hrefOf = (row: Row) => href(row.folder ? { prefix: row.key } : { preview: row.key });
  const onFilter = (text: string) => {
    setFilter(text);
    listing.filter(text);
  };

  const onCommand = (does: PageCommand) => {
    const parent = parentOf(prefix);
    const one = oneOf(items);
    if (does === "parent" && parent !== null) go({ prefix: parent });
    if (does === "delete") actions.remove(items);
    if (does === "rename" && one) actions.rename(one);
    if (does === "properties" && items.length > 0) actions.properties(items);
    if (does === "versions" && one && !one.isFolder) actions.versions(one);
    if (does === "filter") {
      // The filter is where the selection's buttons are.
      setSelection(nothing);
      requestAnimationFrame(focusFilter);
    }
  };
  const onChanged = ({ key, gone = [] }: Change) => {
    forgetUndo();
    if (key !== undefined) setSelection(only(key));
    const all = gone.find((item) => item.all)?.all;
    if (all) return listing.leave([...all.exceptKeys, ...all.exceptPrefixes]);
    listing.remove(gone.map((item) => item.key));
    listing.refresh();
  };
  const selected = items.length > 0 && (
    <SelectionBar
      items={items}
      actions={actions}
      onClear={() => setSelection(nothing)}
      bytes={chosen.bytes}
      view={view}
    />
  );
  const readme = readmeOf(view.rows, prefix);
  const isListed = view.rows.length > 0 || (view.state === "loading" && filter === "");
  return (
    <main
      className="files"
      data-ways={view.ways || undefined}
      data-readme={readme !== null || undefined}
      {...handlers}
      data-drop={drop?.prefix === prefix || undefined}
    >
      <h1 className="visually-hidden">{titleOf(bucket, prefix)}</h1>
      <Breadcrumb {...folder} dropKey={drop?.prefix ?? null} />
      <Toolbar
        target={folder}
        actions={actions}
        filter={filter}
        onFilter={onFilter}
        onSearch={() => go({ search: filter })}
        isLoading={view.state === "loading"}
        onRefresh={() => listing.refresh()}
        onStop={() => listing.stop()}
        selection={selected}
      />
      {view.ways && <OnlyWays />}
      {isListed ? (
        <List
          label={`Files in ${titleOf(bucket, prefix)}`}
          prefix={prefix}
          rows={view.rows}
          count={view.rows.length}
          sort={sort}
          onSort={({ by, descending }) => go({ sort: by, order: descending ? "desc" : undefined }, true)}
          selection={selection}
          onSelect={setSelection}
          onAll={chosen.selectAll}
          hrefOf={hrefOf}
          onOpen={(row) => open(itemOf(row, prefix))}
          onCommand={onCommand}
          onMenu={(_, at) => setMenu(at)}
          onDrag={(event) => dragRows(event, formatCount(countOf(items), "item"))}
          dropKey={drop?.prefix ?? null}
          isBusy={view.state === "loading"}
          start={place.offset}
          onStill={(offset) => place.isAt(offset)}
        />
      ) : (
        <div className="files-empty">
          <NothingHere
            folder={folder}
            view={view}
            filter={filter}
            mayUpload={noUpload === null}
            onRetry={() => listing.start()}
            onFilterOff={() => onFilter("")}
          />
        </div>
      )}
      {readme !== null && (
        <Suspense fallback={null}>
          <Readme source={{ ...folder, key: readme }} onOpen={() => go({ preview: readme })} />
        </Suspense>
      )}
      {drop?.isUpload && (
        <p className="files-drop">
          {(drop.prefix === prefix && noUpload) || `Upload to ${titleOf(bucket, drop.prefix)}`}
        </p>
      )}
      <Status view={view} filtered={filter !== ""} sort={sort} onGoOn={() => listing.start()} />
      <RowMenu at={menu} items={items} actions={actions} onClose={() => setMenu(null)} />
      <Questions
        folder={folder}
        question={question}
        askAgain={askAgain}
        onClose={() => setQuestion(null)}
        onChanged={onChanged}
      />
      {preview !== null && <Shown address={address} rows={view.rows} preview={preview} />}
    </main>
  );
}
