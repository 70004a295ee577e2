// What opens a connection that asks for something other than a sign-in elsewhere.
import { useOpen } from "../api/access";
import type { ApiError } from "../api/error";
import type { Connection } from "../api/types";
import { m } from "../messages";
import { Button } from "../ui/button";
import { CodeForm } from "./sign-in-code";
import { OpenError } from "./sign-in-error";
import { PasswordForm } from "./sign-in-password";
import { TemporaryForm } from "./sign-in-temporary";

export interface OpenFormProps {
  connection: Connection;
  onOpened?: () => void;
  /** The words of the button. */
  action?: string;
  /** Why it could not be opened before, where nothing is asked for. */
  failed?: ApiError | null;
}

/** The fields that a connection asks for. */
export function OpenForm({ connection, onOpened, action = m.pages.open, failed }: OpenFormProps) {
  const { name, people, mfa } = connection;
  if (people === "password") {
    return <PasswordForm connection={name} mfa={mfa} onOpened={onOpened} action={action} />;
  }
  if (people === "visitor") {
    return <TemporaryForm connection={name} mfa={mfa} onOpened={onOpened} action={action} />;
  }
  if (mfa) return <CodeForm connection={name} onOpened={onOpened} action={action} />;
  return <OpenAtOnce connection={connection} onOpened={onOpened} action={action} failed={failed} />;
}

/** Whether a connection asks for anything. */
export function asks({ people, mfa }: Connection): boolean {
  return people === "password" || people === "visitor" || mfa;
}

function OpenAtOnce({ connection: { name, label }, onOpened, action, failed }: OpenFormProps) {
  const open = useOpen(name, onOpened);
  const error = open.isIdle ? failed : open.error;
  return (
    <>
      {error && <OpenError error={error} title={open.isIdle ? m.pages.signInFailed : undefined} />}
      <Button
        look="primary"
        isPending={open.isPending}
        aria-label={open.isIdle && !error && action === m.pages.open ? m.pages.openIt(label) : undefined}
        onPress={() => open.mutate({})}
      >
        {open.isPending ? m.pages.takingOn : error ? m.pages.tryAgain : action}
      </Button>
    </>
  );
}
