// A sign-in that was begun at the provider: nobody is signed in before they have said that it is them.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { askAnew } from "../api/access";
import { decideWaiting, showWaiting } from "../api/sign-in";
import { m } from "../messages";
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
  useTitle(m.pages.signIn);
  const failed = error ?? decision.error;
  if (failed) {
    return (
      <main className="sign-in">
        <header className="sign-in-head">
          <h1>{m.pages.notTaken}</h1>
        </header>
        <div className="sign-in-roles">
          <OpenError error={failed} />
          <Button onPress={onEnd}>{m.pages.without}</Button>
        </div>
      </main>
    );
  }
  if (!data) return <Spinner label={m.pages.looking} />;
  const { provider_label: provider, person } = data;
  return (
    <main className="sign-in">
      <header className="sign-in-head">
        <h1>{m.pages.signedYouIn(provider, person)}</h1>
        <p>{m.pages.continueTo(label, provider)}</p>
      </header>
      <div className="sign-in-choice">
        <Button isDisabled={decision.isPending} onPress={() => decision.mutate(false)}>
          {m.pages.leaveIt}
        </Button>
        <Button look="primary" isPending={decision.isPending} onPress={() => decision.mutate(true)}>
          {m.pages.goOn}
        </Button>
      </div>
    </main>
  );
}
