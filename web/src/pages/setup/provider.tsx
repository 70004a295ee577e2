// Where people sign in: a provider that is known, or another.
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
        label="Identity provider"
        options={[
          ...known.map(({ name, label }) => ({ value: name, label })),
          { value: NEW, label: "Another", hint: "It is written down along with the connection." },
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
        <Field name="identity_provider.name" label="Provider's name in addresses" placeholder="corp" mono />
        <Field name="identity_provider.label" label="Provider's label for people" placeholder="Corp" />
      </div>
      {kind === "saml" ? (
        <Field
          name="identity_provider.metadata_url"
          label="Address of its metadata"
          placeholder="https://login.example.com/metadata"
          mono
        />
      ) : (
        <>
          <Field
            name="identity_provider.issuer"
            label="Issuer"
            placeholder="https://login.example.com/realms/corp"
            mono
          />
          <Field name="identity_provider.client_id" label="Client id of Wardrobe there" mono />
          <Field
            name="identity_provider.client_secret_file"
            label="File with the client secret"
            hint="On the server; nothing for a public client. The secret itself is never typed here."
            placeholder="corp.secret"
            mono
          />
          <Notice>Its redirect URI for Wardrobe ends in /openid/callback.</Notice>
        </>
      )}
    </>
  );
}
