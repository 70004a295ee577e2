// What the server does by itself for this person, in a corner of every page.
import { useId, useState, useSyncExternalStore } from "react";
import { isOver } from "../api/jobs";
import { IconButton } from "../ui/button";
import { formatCount } from "../util/format";
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
    <section className="corner-panel" aria-label="Jobs">
      <header className="corner-head">
        <h2>{heading(entries)}</h2>
        <IconButton
          size="s"
          icon={open ? "chevron-down" : "chevron-up"}
          label={open ? "Show less" : "Show all jobs"}
          aria-expanded={open}
          aria-controls={body}
          onPress={() => setOpen(!open)}
        />
        {allOver && (
          <IconButton
            size="s"
            icon="close"
            label="Close"
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
  if (goes > 0) return `${formatCount(goes, "job")} under way`;
  if (count("needs-sign-in") > 0) return "Waiting for your sign-in";
  const paused = count("paused");
  if (paused > 0) return `${formatCount(paused, "job")} paused`;
  const bad = entries.filter(({ job }) => job.state === "failed" || (job.failed > 0 && !job.dry_run)).length;
  if (bad > 0)
    return bad === entries.length && bad === 1
      ? "Not all of it went well"
      : `${bad} of ${formatCount(entries.length, "job")} did not go well`;
  return entries.length === 1 ? "Done" : `${formatCount(entries.length, "job")} done`;
}
