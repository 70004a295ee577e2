// Why a sign-in elsewhere failed, above a page that is there all the same.
import { m } from "../messages";
import { OpenError } from "../pages/sign-in-error";
import { Button } from "../ui/button";
import type { SignInError } from "./use-sign-in-error";

export function SignInFailure({ failure: { error, dismiss } }: { failure: SignInError }) {
  if (!error) return null;
  return (
    <div className="shell-failure">
      <OpenError error={error} title={m.parts.signInFailed} />
      <Button size="s" onPress={dismiss}>
        {m.parts.close}
      </Button>
    </div>
  );
}
