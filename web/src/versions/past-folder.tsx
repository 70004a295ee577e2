// A folder as it was at a moment: to look at, and to have it back.
import { useState } from "react";
import { objectUrl } from "../api/objects";
import type { FilesAddress } from "../files/address";
import { type Item, itemOf } from "../files/item";
import { Status } from "../files/status";
import type { PageCommand } from "../listing/keyboard";
import { List } from "../listing/list";
import type { View } from "../listing/listing";
import type { Row } from "../listing/rows";
import { nothing } from "../listing/selection";
import { t } from "../messages/versions";
import { Breadcrumb, parentOf, titleOf } from "../parts/breadcrumb";
import { ContextMenu } from "../parts/context-menu";
import { Preview } from "../preview";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Icon } from "../ui/icon";
import { MenuItem, MenuLine } from "../ui/menu";
import { ErrorState } from "../ui/states";
import { useTitle } from "../ui/title";
import { VersionsDialog } from ".";
import PastDialog from "./past-dialog";
import { RestoreDialog } from "./restore-dialog";
import { usePast } from "./use-past";
import { formatSecond } from "./words";
import "./versions.css";

export interface PastFolderProps {
  address: FilesAddress;
  at: string;
}

type Question =
  { kind: "moment" } | { kind: "restore"; item: Item | null } | { kind: "versions"; item: Item };

export default function PastFolder({ address, at }: PastFolderProps) {
  const { folder, sort, preview, href, go } = address;
  const { connection, bucket, prefix } = folder;
  const { listing, view, found } = usePast(folder, at, sort);
  const [selection, setSelection] = useState(nothing);
  const [menu, setMenu] = useState<{ item: Item; at: { x: number; y: number } } | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const title = titleOf(bucket, prefix);
  const when = formatSecond(at);
  useTitle(`${title}, ${when}`);

  const open = ({ key, isFolder }: Item) => (isFolder ? go({ prefix: key }) : go({ preview: key }));
  const hrefOf = (row: Row) => href(row.folder ? { prefix: row.key } : { preview: row.key });
  const onCommand = (does: PageCommand) => {
    const parent = parentOf(prefix);
    const row = [...view.rows].find(({ key }) => key === selection.focus);
    if (does === "parent" && parent !== null) go({ prefix: parent });
    if (does === "versions" && row && !row.folder)
      setQuestion({ kind: "versions", item: itemOf(row, prefix) });
  };
  const shown = preview === null ? undefined : found.get(preview);
  const close = () => setQuestion(null);
  const isListed = view.rows.length > 0 || view.state === "loading";
  return (
    <main className="files past">
      <h1 className="visually-hidden">{t.asItWasOn(title, when)}</h1>
      <Breadcrumb {...folder} at={at} />
      <section className="past-bar" aria-label={t.momentBar}>
        <Icon name="clock" />
        <p>
          <strong>{t.barWords(when)}</strong> <span className="muted">{t.onlyLook}</span>
        </p>
        <Button size="s" onPress={() => setQuestion({ kind: "moment" })}>
          {t.anotherMoment}
        </Button>
        <Button size="s" icon="refresh" onPress={() => setQuestion({ kind: "restore", item: null })}>
          {t.restoreFolder}
        </Button>
        <Button size="s" look="primary" onPress={() => go({ at: undefined })}>
          {t.backToNow}
        </Button>
      </section>
      {isListed ? (
        <List
          label={t.filesIn(title, when)}
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
          onMenu={(row, place) => setMenu({ item: itemOf(row, prefix), at: place })}
          onDrag={(event) => event.preventDefault()}
          dropKey={null}
          isBusy={view.state === "loading"}
        />
      ) : (
        <div className="files-empty">
          <NothingThen view={view} when={when} onRetry={() => listing.refresh()} />
        </div>
      )}
      <Status view={view} filtered={false} sort={sort} onGoOn={() => listing.refresh()} />
      {menu && (
        <ContextMenu at={menu.at} label={menu.item.name} onClose={() => setMenu(null)}>
          {[
            <MenuItem
              key="open"
              icon={menu.item.isFolder ? "folder" : "eye"}
              shortcut="Enter"
              onAction={() => open(menu.item)}
            >
              {t.open}
            </MenuItem>,
            !menu.item.isFolder && (
              <MenuItem
                key="get"
                icon="download"
                href={objectUrl(connection, bucket, menu.item.key, {
                  versionId: found.get(menu.item.key)?.version_id,
                })}
              >
                {t.download}
              </MenuItem>
            ),
            !menu.item.isFolder && (
              <MenuItem
                key="versions"
                icon="clock"
                shortcut="Alt+V"
                onAction={() => setQuestion({ kind: "versions", item: menu.item })}
              >
                {t.versions}
              </MenuItem>
            ),
            <MenuLine key="line" />,
            <MenuItem
              key="restore"
              icon="refresh"
              onAction={() => setQuestion({ kind: "restore", item: menu.item })}
            >
              {t.restoreTo}
            </MenuItem>,
          ]}
        </ContextMenu>
      )}
      {question?.kind === "moment" && <PastDialog folder={folder} at={at} onClose={close} />}
      {question?.kind === "restore" && (
        <RestoreDialog folder={folder} item={question.item} at={at} onClose={close} />
      )}
      {question?.kind === "versions" && (
        <VersionsDialog
          folder={folder}
          item={question.item}
          onClose={close}
          onChanged={() => listing.refresh()}
        />
      )}
      {shown && (
        <Preview
          connection={connection}
          bucket={bucket}
          object={{ ...shown, versionId: shown.version_id }}
          onClose={() => go({ preview: undefined })}
        />
      )}
    </main>
  );
}

function NothingThen({ view, when, onRetry }: { view: View; when: string; onRetry: () => void }) {
  const { error } = view;
  if (error?.code === "invalid") {
    return (
      <EmptyState icon="clock" tone="warn" title={t.notShown} role="alert">
        <p>{error.message}</p>
      </EmptyState>
    );
  }
  if (error) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <EmptyState icon="clock" title={t.nothingThen} role="status">
      <p>{t.nothingThenWords(when)}</p>
    </EmptyState>
  );
}
