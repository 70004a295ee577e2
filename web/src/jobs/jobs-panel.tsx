// What the server does by itself for this person, in a corner of every page.
import { useId, useState, useSyncExternalStore } from "react";
import { isOver } from "../api/jobs";
import { t } from "../messages/jobs";
import { IconButton } from "../ui/button";

import { JobRow } from "./job-row";
import { type Entry, jobs } from "./store";
import { useLook } from "./use-look";
import { news } from "./words";
import "../parts/corner.css";
import "./jobs-panel.css";

/** All jobs of the open roles. Nothing at all while there are none. */
export function JobsPanel() {
  useLook();
  const entries = useSyncExternalStore(jobs.subscribe, jobs.snapshot);
  return (
    <>
      <p className="visually-hidden" role="status">
        {news(entries)}
      </p>
      {entries.length > 0 && <Panel entries={entries} />}
    </>
  );
}

function Panel({ entries }: { entries: Entry[] }) {
  const [open, setOpen] = useState(true);
  const body = useId();
  const allOver = entries.every(({ job }) => isOver(job));
  return (
    <section className="corner-panel" aria-label={t.jobs}>
      <header className="corner-head">
        <h2>{heading(entries)}</h2>
        <IconButton
          size="s"
          icon={open ? "chevron-down" : "chevron-up"}
          label={open ? t.showLess : t.showAll}
          aria-expanded={open}
          aria-controls={body}
          onPress={() => setOpen(!open)}
        />
        {allOver && (
          <IconButton
            size="s"
            icon="close"
            label={t.close}
            onPress={() => entries.forEach(({ job }) => void jobs.dismiss(job.id))}
          />
        )}
      </header>
      <div id={body} className="corner-body" hidden={!open}>
        <ul className="corner-rows">
          {entries.map((entry) => (
            <JobRow key={entry.job.id} entry={entry} />
          ))}
        </ul>
      </div>
    </section>
  );
}

/** All of it in a few words. */
function heading(entries: Entry[]): string {
  const count = (...states: string[]) => entries.filter(({ job }) => states.includes(job.state)).length;
  const goes = count("running", "queued");
  if (goes > 0) return t.underWay(goes);
  if (count("needs-sign-in") > 0) return t.waiting;
  const paused = count("paused");
  if (paused > 0) return t.jobsPaused(paused);
  const bad = entries.filter(({ job }) => job.state === "failed" || (job.failed > 0 && !job.dry_run)).length;
  if (bad > 0) return bad === entries.length && bad === 1 ? t.notAllWell : t.notWell(bad, entries.length);
  return t.allDone(entries.length);
}
