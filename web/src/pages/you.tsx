// One's own sign-ins: what is open here, and the other browsers in which one is signed in.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useLocation } from "wouter";
import { useClose, useSignOutEverywhere } from "../api/access";
import { ApiError } from "../api/error";
import { useSession } from "../api/queries";
import { pathOf } from "../api/role";
import { endOneSession, listSessions } from "../api/sessions";
import type { Identity, PersonSession } from "../api/types";
import { m } from "../messages";
import { t } from "../messages/you";
import { standingWords, renewalWords } from "../parts/identity-words";
import { useStanding } from "../parts/identity-standing";
import { paths } from "../routes";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { useTitle } from "../ui/title";
import { toast } from "../ui/toast";
import { browserOf } from "../util/browser";
import { formatMoment } from "../util/format";
import "./you.css";

const SESSIONS = ["sessions"];

const failed = (thrown: unknown) =>
  toast({ tone: "danger", title: t.failed, detail: ApiError.from(thrown).message });

export function YouPage() {
  useTitle(t.title);
  const { data: session } = useSession();
  const open = session?.open ?? [];
  return (
    <main className="you">
      <h1>{t.title}</h1>
      <section aria-labelledby="you-open">
        <h2 id="you-open">{t.roles}</h2>
        {open.length === 0 && <p className="muted">{t.nothingOpen}</p>}
        <ul className="you-list">
          {open.map((identity) => (
            <OpenRole key={pathOf(identity)} known={identity} />
          ))}
        </ul>
      </section>
      {session && <Browsers />}
    </main>
  );
}

/** A role in this session, how its credentials stand and who renews them. */
function OpenRole({ known }: { known: Identity }) {
  const { identity = known, standing } = useStanding(pathOf(known));
  const close = useClose(pathOf(known));
  const { label, role, person, account, color } = identity;
  return (
    <li>
      <span className="switcher-dot" style={color ? { background: color } : undefined} />
      <div className="you-what">
        <Link href={paths.connection(identity.connection)}>{label}</Link>
        <p className="muted">
          <bdi>{[role, person, account].filter(Boolean).join(" · ")}</bdi>
        </p>
        {standing && (
          <p className="muted">{`${standingWords(identity, standing)} · ${m.parts.renewed}: ${renewalWords(identity)}`}</p>
        )}
      </div>
      <Button
        size="s"
        aria-label={t.closeIt(label)}
        onPress={() => close.mutate(undefined, { onError: failed })}
      >
        {t.close}
      </Button>
    </li>
  );
}

function Browsers() {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const sessions = useQuery({ queryKey: SESSIONS, queryFn: ({ signal }) => listSessions(signal) });
  const everywhere = useSignOutEverywhere();
  const end = useMutation({
    mutationFn: endOneSession,
    onSuccess: () => toast({ tone: "ok", title: t.ended }),
    onError: failed,
    // Also where it had ended already.
    onSettled: () => void client.invalidateQueries({ queryKey: SESSIONS }),
  });
  const { data, error } = sessions;
  if (error instanceof ApiError && error.code === "not-signed-in") navigate(paths.start());
  if (error) return <ErrorState error={error} onRetry={() => void sessions.refetch()} />;
  if (!data) return <Spinner label={t.browsers} />;
  return (
    <section aria-labelledby="you-browsers">
      <h2 id="you-browsers">{t.browsers}</h2>
      <p className="muted">{data.length > 1 ? t.browsersWhy : t.onlyThis}</p>
      <ul className="you-list">
        {data.map((one) => (
          <li key={one.id}>
            <Icon name={one.current ? "check" : "home"} />
            <Browser one={one} />
            {!one.current && (
              <Button size="s" isDisabled={end.isPending} onPress={() => end.mutate(one.id)}>
                {t.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="muted">{t.everywhereWhy}</p>
      <Button
        look="danger"
        icon="sign-out"
        isDisabled={everywhere.isPending}
        onPress={() => everywhere.mutate(undefined, { onError: failed })}
      >
        {t.everywhere}
      </Button>
    </section>
  );
}

function Browser({ one }: { one: PersonSession }) {
  const { browser, system } = browserOf(one.agent);
  const name = browser && system ? t.on(browser, system) : one.agent || t.unknownBrowser;
  const labels = [...new Set(one.open.map(({ label }) => label))].join(", ");
  return (
    <div className="you-what">
      <span>
        <bdi>{name}</bdi>
        {one.current && <span className="you-this">{t.thisOne}</span>}
      </span>
      <p className="muted">
        {[labels, t.since(formatMoment(one.began_at)), t.lastUsed(formatMoment(one.seen_at))]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </div>
  );
}
