// The files of one folder.
import { useEffect, useState } from "react";
import { useParams } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import { useAbilities } from "../api/abilities";
import { useRole } from "../api/role";
import { Editor } from "../editor";
import { type Question, actionsOf } from "../files/actions";
import { type Act, refusedIn } from "../files/acts";
import { readmeOf } from "../files/readme-of";
import { type FilesAddress, useFilesAddress } from "../files/address";
import { useBeen } from "../files/been";
import { FolderMenu } from "../files/folder-menu";
import { FolderView } from "../files/folder-view";
import { Palette } from "../files/help";
import { type Item, countOf, itemOf } from "../files/item";
import { useRecent } from "../files/marks";
import { NothingHere } from "../files/nothing-here";
import { OnlyWays, refusedInWays } from "../files/only-ways";
import { perform } from "../files/perform";
import { type Change, Questions } from "../files/questions";
import { RenameRow } from "../files/rename-row";
import { RowMenu } from "../files/row-menu";
import { SelectionBar } from "../files/selection-bar";
import { Shown } from "../files/shown";
import { Star } from "../files/star";
import { Status } from "../files/status";
import { Toolbar, askForFiles, focusFilter } from "../files/toolbar";
import { forgetUndo, useUndo } from "../files/undo";
import { useClipboard } from "../files/use-clipboard";
import { dragRows, useDrop } from "../files/use-drop";
import { useListing } from "../files/use-listing";
import { usePageKeys } from "../files/use-page-keys";
import type { Draft } from "../files/use-renaming";
import { useSelection } from "../files/use-selection";
import { ViewMenu } from "../files/view-menu";
import { type PageCommand, keyFor } from "../listing/keyboard";
import type { Sort } from "../listing/order";
import type { Row } from "../listing/rows";
import { indexOf, nothing, only } from "../listing/selection";
import { t as c } from "../messages/commands";
import { t } from "../messages/files";
import { Breadcrumb, titleOf } from "../parts/breadcrumb";
import { wantedIn } from "../search/address";
import { SearchView } from "../search/search-view";
import { Button } from "../ui/button";
import { focusList, useFocusBack } from "../ui/focus";
import { lazily } from "../ui/lazily";
import { useTitle } from "../ui/title";
import { useMedia } from "../util/use-media";
import { PastFolder } from "../versions";
import "./files.css";

const Readme = lazily(async () => (await import("../preview/readme")).default);

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

/** A menu that is open, of what is selected or of the folder itself. */
interface Menu {
  of: "rows" | "folder";
  at: { x: number; y: number };
}

/** Who comes by a link finds the focus at the top of the page. */
let hasMoved = false;

/** In a folder that was opened from another the keys go on in the list. */
function useKeysOn(isListed: boolean): void {
  useEffect(() => {
    if (!isListed) return;
    const { activeElement } = document;
    if (hasMoved && (activeElement === null || activeElement === document.body)) focusList();
    hasMoved = true;
  }, [isListed]);
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
  const [menu, setMenu] = useState<Menu | null>(null);
  const [renaming, setRenaming] = useState<Draft | null>(null);
  const [hasPalette, setPalette] = useState(false);
  const isNarrow = useMedia("(max-width: 640px)");
  const clipboard = useClipboard(folder, listing);
  useTitle(titleOf(bucket, prefix));
  useBeen(folder, view);
  useRecent(folder, view);
  useUndo(folder, listing);

  const open = ({ key, isFolder }: Item) => (isFolder ? go({ prefix: key }) : go({ preview: key }));
  // The rows come first; who may not list may still write.
  const hasCome = view.rows.length > 0 || view.state === "done" || view.error?.code === "denied";
  const { refusals: known, askAgain } = useAbilities(folder, hasCome && !view.ways);
  const refusals = view.ways ? refusedInWays : known;
  /** What is renamed is renamed in its row, where that is in sight and has room. */
  const ask = (next: Question | null) => {
    const inRow = next?.kind === "rename" && !isNarrow && indexOf(view.rows, next.item.key) >= 0;
    if (inRow) setRenaming({ item: next.item, name: next.item.name });
    else setQuestion(next);
  };
  const refusedBy = (act: Act) => refusedIn(refusals, act);
  const actions = actionsOf(folder, ask, open, refusedBy, clipboard);
  const noUpload = actions.reason("upload");
  const { drop, handlers } = useDrop(
    folder,
    (to) => actions.move(items, to),
    noUpload === null ? null : () => actions.explain("upload"),
  );
  const hrefOf = (row: Row) => href(row.folder ? { prefix: row.key } : { preview: row.key });
  const hrefOfItem = ({ key, isFolder }: Item) => href(isFolder ? { prefix: key } : { preview: key });
  const onSort = ({ by, descending }: Sort) => go({ sort: by, order: descending ? "desc" : undefined }, true);
  const onFilter = (text: string) => {
    setFilter(text);
    listing.filter(text);
  };
  const onFilterOff = () => {
    onFilter("");
    // The button is gone with the filter.
    requestAnimationFrame(focusList);
  };

  const onCommand = (does: PageCommand) =>
    perform(does, {
      folder,
      items,
      actions,
      ask,
      onParent: (parent) => go({ prefix: parent }),
      onFilter: () => {
        // The filter is where the selection's buttons are.
        setSelection(nothing);
        requestAnimationFrame(focusFilter);
      },
      onCommands: () => setPalette(true),
    });
  usePageKeys(onCommand, clipboard.letGo);
  useFocusBack(question !== null || preview !== null || hasPalette || menu !== null);
  const onChanged = ({ key, gone = [] }: Change) => {
    // What was renamed can be undone.
    if (gone.length === 0) forgetUndo();
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
      onMore={(at) => setMenu({ of: "rows", at })}
      bytes={chosen.bytes}
      view={view}
    />
  );
  const readme = readmeOf(view.rows, prefix);
  const endRenaming = (back: boolean) => {
    setRenaming(null);
    if (back) focusList();
  };
  const isListed = view.rows.length > 0 || (view.state === "loading" && filter === "");
  useKeysOn(isListed);
  return (
    <main
      className="files"
      data-ways={view.ways || undefined}
      data-readme={readme !== null || undefined}
      {...handlers}
      data-drop={drop?.prefix === prefix || undefined}
    >
      <h1 className="visually-hidden">{titleOf(bucket, prefix)}</h1>
      <Breadcrumb {...folder} dropKey={drop?.prefix ?? null}>
        <Star folder={folder} />
      </Breadcrumb>
      <Toolbar
        target={folder}
        actions={actions}
        filter={filter}
        onFilter={onFilter}
        onSearch={() => go({ search: filter })}
        isLoading={view.state === "loading"}
        onRefresh={() => listing.refresh()}
        onStop={() => listing.stop()}
        view={<ViewMenu sort={sort} onSort={onSort} />}
        selection={selected}
      />
      {view.ways && <OnlyWays />}
      {isListed ? (
        <FolderView
          folder={folder}
          mayRead={!view.ways && refusedBy("download") === null}
          label={t.filesIn(titleOf(bucket, prefix))}
          prefix={prefix}
          rows={view.rows}
          count={view.rows.length}
          sort={sort}
          onSort={onSort}
          selection={selection}
          onSelect={setSelection}
          onAll={chosen.selectAll}
          hrefOf={hrefOf}
          onOpen={(row) => open(itemOf(row, prefix))}
          onLook={(row) => {
            const item = itemOf(row, prefix);
            if (item.isFolder) actions.properties([item]);
            else open(item);
          }}
          onCommand={onCommand}
          onMenu={(_, at) => setMenu({ of: "rows", at })}
          onSpaceMenu={(at) => setMenu({ of: "folder", at })}
          onDrag={(event) => dragRows(event, t.items(countOf(items)))}
          dropKey={drop?.prefix ?? null}
          faded={clipboard.cut}
          editor={
            renaming && {
              key: renaming.item.key,
              node: (
                <RenameRow
                  folder={folder}
                  draft={renaming}
                  onName={(typed) => setRenaming((old) => old && { ...old, name: typed })}
                  onEnd={endRenaming}
                  onRenamed={(key) => onChanged({ key, gone: [renaming.item] })}
                />
              ),
            }
          }
          isBusy={view.state === "loading"}
          start={() => place.at}
          onStill={(at) => place.isAt(at)}
        />
      ) : (
        <div
          className="files-empty"
          onContextMenu={(event) => {
            if ((event.target as Element).closest("a, button, input, summary, p, pre")) return;
            event.preventDefault();
            setMenu({ of: "folder", at: { x: event.clientX, y: event.clientY } });
          }}
        >
          <NothingHere
            folder={folder}
            view={view}
            filter={filter}
            mayUpload={noUpload === null}
            onRetry={() => listing.start()}
            onFilterOff={onFilterOff}
          />
        </div>
      )}
      {readme !== null && (
        <Readme source={{ ...folder, key: readme }} onOpen={() => go({ preview: readme })} />
      )}
      {drop?.isUpload && (
        <p className="files-drop">
          {(drop.prefix === prefix && noUpload) || t.uploadTo(titleOf(bucket, drop.prefix))}
        </p>
      )}
      <Status
        view={view}
        filtered={filter !== ""}
        sort={sort}
        selected={countOf(items)}
        onGoOn={() => listing.start()}
        onFilterOff={onFilterOff}
      >
        <span className="files-gap" />
        <span className="files-keys">
          <Button size="s" look="quiet" onPress={() => setPalette(true)}>
            {c.commands} <kbd>{keyFor("commands")}</kbd>
          </Button>
          <Button size="s" look="quiet" onPress={() => setQuestion({ kind: "help" })}>
            {c.keyboard} <kbd>{keyFor("help")}</kbd>
          </Button>
        </span>
      </Status>
      <RowMenu
        at={menu?.of === "rows" ? menu.at : null}
        folder={folder}
        items={items}
        actions={actions}
        hrefOf={hrefOfItem}
        onClose={() => setMenu(null)}
      />
      <FolderMenu
        at={menu?.of === "folder" ? menu.at : null}
        folder={folder}
        actions={actions}
        hrefOf={hrefOfItem}
        onHelp={() => setQuestion({ kind: "help" })}
        onClose={() => setMenu(null)}
      />
      {hasPalette && (
        <Palette
          folder={folder}
          items={items}
          actions={actions}
          perform={onCommand}
          onAll={chosen.selectAll}
          onRefresh={() => listing.refresh()}
          onSearch={() => go({ search: filter })}
          onUpload={askForFiles}
          onClose={() => setPalette(false)}
        />
      )}
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
