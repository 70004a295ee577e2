// The buttons of a dialog whose job goes on.
import type { Working } from "../jobs";
import { Button } from "../ui/button";

/** Ends the job, or leaves it running: it is in the corner of the page then. */
export function WhileItRuns({ working, onLeave }: { working: Working; onLeave: () => void }) {
  return (
    <>
      <Button onPress={working.stop} isDisabled={working.job === null}>
        Stop
      </Button>
      <Button look="primary" onPress={onLeave}>
        Leave it running
      </Button>
    </>
  );
}
