// For administrators: what to enter at a SAML provider and in IAM, with this Wardrobe's own addresses.
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { showSamlSetup } from "../api/sign-in";
import type { SamlSetup } from "../api/types";
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
  if (!setup.data) return <Spinner label="Looking up the addresses" />;
  return <Setup connection={connection} setup={setup.data} />;
}

function Setup({ connection, setup }: { connection: string; setup: SamlSetup }) {
  const values: [name: string, value: string][] = [
    ["ACS URL, reply URL, recipient, destination", setup.acs_url],
    ["Entity ID of Wardrobe", setup.entity_id],
    ["Metadata of Wardrobe", setup.metadata_url],
    ["Audience: the assertion is for AWS", setup.audience],
    ["Attribute with role and provider, once for each role", setup.role_attribute],
    ["Attribute with the person's name", setup.session_name_attribute],
  ];
  const policy = JSON.stringify(setup.trust_policy, null, 2);
  return (
    <main className="setup">
      <header>
        <h1>What to enter at {setup.provider}</h1>
        <p>
          For whoever looks after {setup.provider} and the roles in AWS. Nothing here is secret.{" "}
          <Link href={paths.connection(connection)}>To the sign-in</Link>
        </p>
      </header>
      <section aria-labelledby="setup-values">
        <h2 id="setup-values">At the provider</h2>
        <p>
          Make a new application of the kind SAML 2.0. One that sends people to the AWS console will not do.
          Do not encrypt the assertion: AWS lets only its own page read that.
          {setup.idp_initiated
            ? " Sign-ins that begin at the provider are taken; people are asked whether they meant it."
            : " Sign-ins have to begin here, not at the provider."}
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
        <h2 id="setup-policy">In IAM</h2>
        <p>
          Upload the metadata of the new application as a SAML provider; it signs with a certificate of its
          own. Then let each role trust that provider. <code>SAML:aud</code> is the ACS URL, letter by letter.
        </p>
        <pre>{policy}</pre>
        <CopyButton text={policy} label="Copy the policy" />
      </section>
    </main>
  );
}
