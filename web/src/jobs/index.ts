// Jobs: `jobs` knows them, `JobsPanel` shows them, `useWork` is one in a dialog.
export { canReplace, conflictsOf, onlyConflicts, replacing } from "./again";
export { goneBy, mayHaveChanged } from "./affected";
export { JobReport } from "./job-report";
export { JobsPanel } from "./jobs-panel";
export { type Entry, jobs } from "./store";
export { type Working, ended, useWork } from "./use-work";
