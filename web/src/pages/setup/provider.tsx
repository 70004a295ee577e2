// Where people sign in: a provider that is known, or another.
import { t } from "../../messages/setup";
import { Notice } from "../../ui/notice";
import { Field, OneOf, useSetup } from "./field";
import { NEW, providerKind } from "./form";

export function ProviderFields() {
  const { form, choices } = useSetup();
  const kind = providerKind(form);
  const known = choices.providers.filter((provider) => provider.kind === kind);
  return (
    <>
      <OneOf
        name="provider"
        label={t.provider}
        options={[
          ...known.map(({ name, label }) => ({ value: name, label })),
          { value: NEW, label: t.another, hint: t.anotherHint },
        ]}
      />
      {form.values.provider === NEW && kind && <NewProvider kind={kind} />}
    </>
  );
}

function NewProvider({ kind }: { kind: "oidc" | "saml" }) {
  return (
    <>
      <div className="wizard-fields wizard-pair">
        <Field name="identity_provider.name" label={t.providerName} placeholder="corp" mono />
        <Field name="identity_provider.label" label={t.providerLabel} placeholder={t.exampleProvider} />
      </div>
      {kind === "saml" ? (
        <Field
          name="identity_provider.metadata_url"
          label={t.metadataUrl}
          placeholder="https://login.example.com/metadata"
          mono
        />
      ) : (
        <>
          <Field
            name="identity_provider.issuer"
            label={t.issuer}
            placeholder="https://login.example.com/realms/corp"
            mono
          />
          <Field name="identity_provider.client_id" label={t.clientId} mono />
          <Field
            name="identity_provider.client_secret_file"
            label={t.secretFile}
            hint={t.secretFileHint}
            placeholder="corp.secret"
            mono
          />
          <Notice>{t.redirectUri}</Notice>
        </>
      )}
    </>
  );
}
