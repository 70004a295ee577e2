// The uploads, in a corner of every page.
import { useId, useState } from "react";
import { t } from "../messages/transfer";
import { Button, IconButton } from "../ui/button";
import { Notice } from "../ui/notice";
import { Progress } from "../ui/progress";
import { ConflictDialog } from "./conflict-dialog";
import { transfers } from "./engine";
import { TransferRow } from "./transfer-row";
import { Around } from "./around";
import { useLeft } from "./use-left";
import { useTransfers } from "./use-transfers";
import type { View } from "./view";
import { news, progress, title } from "./words";
import "../parts/corner.css";
import "./transfer-panel.css";

/** Everything about the uploads of this page. Nothing at all while there are none. */
export function TransferPanel() {
  const view = useTransfers();
  useLeft();
  // A question that was put off waits in the panel; the next batch asks anew.
  const [putOff, setPutOff] = useState<number | null>(null);
  const { conflict, counts } = view;
  return (
    <>
      <p className="visually-hidden" role="status">
        {news(view)}
      </p>
      {(view.total > 0 || view.walking) && <Panel view={view} onAsk={() => setPutOff(null)} />}
      {conflict && conflict.batch !== putOff && (
        <ConflictDialog
          key={conflict.id}
          row={conflict}
          others={counts.conflict - 1}
          onPutOff={() => setPutOff(conflict.batch)}
        />
      )}
    </>
  );
}

function Panel({ view, onAsk }: { view: View; onAsk: () => void }) {
  const [open, setOpen] = useState(true);
  const body = useId();
  const { running, pauses, counts } = view;
  const around = view.rows.find((row) => row.cors)?.cors;
  return (
    <section className="corner-panel" aria-label={t.uploads}>
      <header className="corner-head">
        <h2>{title(view)}</h2>
        <IconButton
          size="s"
          icon={open ? "chevron-down" : "chevron-up"}
          label={open ? t.showLess : t.showAll}
          aria-expanded={open}
          aria-controls={body}
          onPress={() => setOpen(!open)}
        />
        {!running && counts.stopped === 0 && (
          <IconButton size="s" icon="close" label={t.close} onPress={() => transfers.close()} />
        )}
      </header>
      {running && (
        <div className="corner-sum">
          <Progress label={t.allUploads} value={view.size > 0 ? view.sent / view.size : undefined} />
          <span className="num muted">{progress(view)}</span>
        </div>
      )}
      <div id={body} className="corner-body" hidden={!open}>
        {pauses.map(({ connection, reason }) => (
          <Notice key={connection} tone="warn" actions={<LookNow />}>
            {reason}
          </Notice>
        ))}
        {around && <Around remedy={around} />}
        <Rows view={view} onAsk={onAsk} />
        <Foot view={view} />
      </div>
    </section>
  );
}

function LookNow() {
  return (
    <Button size="s" onPress={() => transfers.resume()}>
      {t.tryNow}
    </Button>
  );
}

function Rows({ view: { rows, hidden, now }, onAsk }: { view: View; onAsk: () => void }) {
  // Rows that count down are drawn anew each second, the others only when they change.
  const second = Math.floor(now / 1000) * 1000;
  return (
    <ul className="corner-rows">
      {rows.map((row) => (
        <TransferRow key={row.id} row={row} now={row.state.kind === "resting" ? second : 0} onAsk={onAsk} />
      ))}
      {hidden > 0 && <li className="corner-more muted">{t.more(hidden)}</li>}
    </ul>
  );
}

function Foot({ view: { counts, running } }: { view: View }) {
  const movable = counts.waiting + counts.sending + counts.resting + counts.paused + counts.comparing;
  return (
    <footer className="corner-foot">
      {counts.failed > 1 && (
        <Button size="s" look="quiet" icon="refresh" onPress={() => transfers.retryFailed()}>
          {t.tryFailed}
        </Button>
      )}
      {counts.done + counts.skipped + counts.cancelled > 0 && (
        <Button size="s" look="quiet" onPress={() => transfers.clear("but-failed")}>
          {t.clear}
        </Button>
      )}
      {movable > 1 && (
        <Button size="s" look="quiet" icon="pause" onPress={() => transfers.pauseAll()}>
          {t.pauseAll}
        </Button>
      )}
      {counts.stopped > 1 && (
        <Button size="s" look="quiet" icon="play" onPress={() => transfers.goOn()}>
          {t.goOnAll}
        </Button>
      )}
      {running && (
        <Button size="s" look="quiet" onPress={() => transfers.cancelAll()}>
          {t.cancelAll}
        </Button>
      )}
    </footer>
  );
}
