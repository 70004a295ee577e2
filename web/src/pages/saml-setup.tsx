// For administrators: what to enter at a SAML provider and in IAM, with this Wardrobe's own addresses.
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { showSamlSetup } from "../api/sign-in";
import type { SamlSetup } from "../api/types";
import { t } from "../messages/saml";
import { paths } from "../routes";
import { CopyButton } from "../ui/copy-button";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { useTitle } from "../ui/title";
import { guidesTo } from "./saml-setup-guides";
import "./saml-setup.css";

export function SamlSetupPage({ connection }: { connection: string }) {
  const setup = useQuery({
    queryKey: ["saml-setup", connection],
    queryFn: ({ signal }) => showSamlSetup(connection, signal),
  });
  useTitle("SAML");
  if (setup.isError) return <ErrorState error={setup.error} onRetry={() => void setup.refetch()} />;
  if (!setup.data) return <Spinner label={t.looking} />;
  return <Setup connection={connection} setup={setup.data} />;
}

function Setup({ connection, setup }: { connection: string; setup: SamlSetup }) {
  const values: [name: string, value: string][] = [
    [t.acsUrl, setup.acs_url],
    [t.entityId, setup.entity_id],
    [t.metadata, setup.metadata_url],
    [t.audience, setup.audience],
    [t.roleAttribute, setup.role_attribute],
    [t.personAttribute, setup.session_name_attribute],
  ];
  const policy = JSON.stringify(setup.trust_policy, null, 2);
  return (
    <main className="setup">
      <header>
        <h1>{t.whatToEnter(setup.provider)}</h1>
        <p>
          {t.forWhom(setup.provider)} <Link href={paths.connection(connection)}>{t.toSignIn}</Link>
        </p>
      </header>
      <section aria-labelledby="setup-values">
        <h2 id="setup-values">{t.atProvider}</h2>
        <p>
          {t.newApplication} {setup.idp_initiated ? t.begunThere : t.begunHere}
        </p>
        <dl className="setup-values">
          {values.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <code>{value}</code>
                <CopyButton text={value} />
              </dd>
            </div>
          ))}
        </dl>
        {guidesTo(setup).map(({ name, fields }) => (
          <details key={name} className="setup-guide">
            <summary>{name}</summary>
            <dl>
              {fields.map(([field, value]) => (
                <div key={field}>
                  <dt>{field}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </details>
        ))}
      </section>
      <section aria-labelledby="setup-policy">
        <h2 id="setup-policy">{t.inIam}</h2>
        <p>{t.iamSteps(<code>SAML:aud</code>)}</p>
        <pre>{policy}</pre>
        <CopyButton text={policy} label={t.copyPolicy} />
      </section>
    </main>
  );
}
