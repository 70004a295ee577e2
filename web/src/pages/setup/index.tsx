// For administrators: a connection from nothing, with what it needs in AWS and in the configuration,
// tried out before it is there.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useSession } from "../../api/queries";
import { readDraft, showSetup } from "../../api/setup";
import type { Draft, SetupChoices } from "../../api/types";
import { t } from "../../messages/setup";
import { Spinner } from "../../ui/progress";
import { ErrorState } from "../../ui/states";
import { useTitle } from "../../ui/title";
import { ConnectionPart } from "./connection";
import { type Setup, SetupContext } from "./field";
import { draftOf, empty } from "./form";
import { PoliciesPart, TomlPart } from "./outcome";
import { PeoplePart } from "./people";
import { KindPart, RolePart } from "./role";
import { SetupSignIn } from "./sign-in";
import { TrialPart } from "./trial";
import "../check.css";
import "./setup.css";

export function SetupPage() {
  const session = useSession();
  useTitle(t.title);
  if (session.isError) return <ErrorState error={session.error} onRetry={() => void session.refetch()} />;
  if (!session.data) return <Spinner label={t.lookingWho} />;
  const { administrator } = session.data;
  return administrator ? <Choices key={administrator} person={administrator} /> : <SetupSignIn />;
}

function Choices({ person }: { person: string }) {
  // Each time with an external id of its own, and only once: it stays while people type.
  const choices = useQuery({
    queryKey: ["setup"],
    queryFn: ({ signal }) => showSetup(signal),
    staleTime: Infinity,
    gcTime: 0,
  });
  if (choices.isError) return <ErrorState error={choices.error} onRetry={() => void choices.refetch()} />;
  if (!choices.data) return <Spinner label={t.lookingWhat} />;
  return <Wizard choices={choices.data} person={person} />;
}

function Wizard({ choices, person }: { choices: SetupChoices; person: string }) {
  const [form, setForm] = useState(() => {
    const { kind, values } = empty();
    const first = { "role.external_id": choices.external_id, "people.users": person };
    return { kind, values: { ...values, ...first } };
  });
  const [isTried, setTried] = useState(false);
  const settled = useSettled(JSON.stringify(draftOf(form)));
  const { data, error, refetch } = useQuery({
    queryKey: ["draft", settled],
    queryFn: ({ signal }) => readDraft(JSON.parse(settled) as Draft, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const setup = useMemo<Setup>(
    () => ({
      form,
      choices,
      mistakes: data?.mistakes ?? [],
      isTried,
      set: (values) => setForm((old) => ({ ...old, values: { ...old.values, ...values } })),
    }),
    [form, choices, data, isTried],
  );
  return (
    <main className="wizard">
      <header>
        <h1>{t.title}</h1>
        <p>{t.intro}</p>
      </header>
      <SetupContext value={setup}>
        <KindPart kind={form.kind} onChange={(kind) => setForm({ ...form, kind })} />
        <ConnectionPart />
        <RolePart />
        <PeoplePart />
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        <PoliciesPart needed={data?.needed} />
        <TrialPart key={form.kind} onTry={() => setTried(true)} />
        {data && <TomlPart toml={data.toml} />}
      </SetupContext>
    </main>
  );
}

/** A text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
