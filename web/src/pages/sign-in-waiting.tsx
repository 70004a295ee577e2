// A sign-in that was begun at the provider: nobody is signed in before they have said that it is them.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { askAnew } from "../api/access";
import { decideWaiting, showWaiting } from "../api/sign-in";
import { Button } from "../ui/button";
import { Spinner } from "../ui/progress";
import { useTitle } from "../ui/title";
import { OpenError } from "./sign-in-error";
import "./sign-in.css";

export interface WaitingProps {
  /** Of the sign-in. */
  id: string;
  /** The connection's label. */
  label: string;
  /** It has been decided, or cannot be. */
  onEnd: () => void;
}

export function Waiting({ id, label, onEnd }: WaitingProps) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const { data, error } = useQuery({
    queryKey: ["waiting-sign-in", id],
    queryFn: ({ signal }) => showWaiting(id, signal),
    staleTime: "static",
  });
  const decision = useMutation({
    mutationFn: (accept: boolean) => decideWaiting(id, accept),
    onSuccess: async (location) => {
      await askAnew(client);
      onEnd();
      navigate(location);
    },
  });
  useTitle("Sign in");
  const failed = error ?? decision.error;
  if (failed) {
    return (
      <main className="sign-in">
        <header className="sign-in-head">
          <h1>This sign-in cannot be taken up</h1>
        </header>
        <div className="sign-in-roles">
          <OpenError error={failed} />
          <Button onPress={onEnd}>Go on without it</Button>
        </div>
      </main>
    );
  }
  if (!data) return <Spinner label="Looking at the sign-in" />;
  const { provider_label: provider, person } = data;
  return (
    <main className="sign-in">
      <header className="sign-in-head">
        <h1>
          {provider} signed you in as {person}.
        </h1>
        <p>
          Continue to {label}? If you did not just come from {provider}, somebody else may have sent you here.
        </p>
      </header>
      <div className="sign-in-choice">
        <Button isDisabled={decision.isPending} onPress={() => decision.mutate(false)}>
          No, leave it
        </Button>
        <Button look="primary" isPending={decision.isPending} onPress={() => decision.mutate(true)}>
          Continue
        </Button>
      </div>
    </main>
  );
}
