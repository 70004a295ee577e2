// The buttons of a dialog whose job goes on.
import type { Working } from "../jobs";
import { t } from "../messages/files";
import { Button } from "../ui/button";

/** Ends the job, or leaves it running: it is in the corner of the page then. */
export function WhileItRuns({ working, onLeave }: { working: Working; onLeave: () => void }) {
  return (
    <>
      <Button onPress={working.stop} isDisabled={working.job === null}>
        {t.stop}
      </Button>
      <Button look="primary" onPress={onLeave}>
        {t.leaveRunning}
      </Button>
    </>
  );
}
