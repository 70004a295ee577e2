// How the connection becomes a role.
import { showSetup } from "../../api/setup";
import { t } from "../../messages/setup";
import { Button } from "../../ui/button";
import { Choice, type Option } from "../../ui/choice";
import { Field, More, OneOf, Part, useSetup } from "./field";
import { isOwn, type Kind } from "./form";
import { ProviderFields } from "./provider";

const kinds: Option<Kind>[] = [
  {
    value: "service",
    label: t.machineRole,
    hint: t.machineRoleHint,
  },
  {
    value: "account",
    label: t.assumed,
    hint: t.assumedHint,
  },
  {
    value: "identity-provider",
    label: t.withOidc,
    hint: t.withOidcHint,
  },
  { value: "saml", label: t.withSaml, hint: t.withSamlHint },
  {
    value: "temporary",
    label: t.pasted,
    hint: t.pastedHint,
  },
];

export function KindPart({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  return (
    <Part title={t.howRole}>
      <Choice label={t.kind} hideLabel options={kinds} value={kind} onChange={onChange} />
    </Part>
  );
}

export function RolePart() {
  const { form } = useSetup();
  if (form.kind === "temporary") return null;
  return (
    <Part title={t.theRole}>
      {form.kind === "account" && <Account />}
      {isOwn(form) && <Machine />}
      {(form.kind === "identity-provider" || form.kind === "saml") && <Federated kind={form.kind} />}
    </Part>
  );
}

function Account() {
  const { form, set } = useSetup();
  return (
    <>
      <Field
        name="role.arn"
        label={t.role}
        hint={t.roleHint}
        placeholder="arn:aws:iam::222222222222:role/files"
        mono
      />
      <div className="wizard-beside">
        <Field name="role.external_id" label={t.externalId} hint={t.externalIdHint} mono />
        <Button
          icon="refresh"
          onPress={() => void showSetup().then((made) => set({ "role.external_id": made.external_id }))}
        >
          {t.makeAnother}
        </Button>
      </div>
      <OneOf
        name="role.base"
        label={t.whoTakes}
        options={[
          { value: "service", label: t.wardrobeTakes, hint: t.noKey },
          {
            value: "visitor",
            label: t.peopleTake,
            hint: t.peopleTakeHint,
          },
        ]}
      />
      <OneOf
        name="tell"
        label={t.told}
        options={[
          { value: "", label: t.sessionName },
          { value: "yes", label: t.sourceIdentity, hint: t.sourceIdentityHint },
        ]}
      />
      <More title={t.moreOfRole}>
        <Field
          name="role.tags"
          label={t.sessionTags}
          placeholder="Team = red"
          hint={t.sessionTagsHint}
          rows={2}
          mono
        />
        <Field name="role.through" label={t.through} hint={t.throughHint} rows={2} mono />
        {!isOwn(form) && (
          <Field
            name="role.mfa_serial"
            label={t.mfaDevice}
            placeholder="arn:aws:iam::111111111111:mfa/{person}"
            mono
          />
        )}
      </More>
    </>
  );
}

const sources: Option<string>[] = [
  { value: "", label: t.anywhere, hint: t.anywhereHint },
  { value: "instance", label: t.onEc2, hint: t.onEc2Hint },
  { value: "container", label: t.onEcs },
  { value: "web-identity", label: t.onEks },
  { value: "environment", label: t.environment },
  { value: "profile", label: t.profile },
];

function Machine() {
  return (
    <>
      <OneOf name="role.sources" label={t.whereFrom} options={sources} />
      <Field
        name="principal"
        label={t.machineRole}
        hint={t.principalHint}
        placeholder="arn:aws:iam::111111111111:role/wardrobe"
        mono
      />
    </>
  );
}

function Federated({ kind }: { kind: "identity-provider" | "saml" }) {
  const saml = kind === "saml";
  return (
    <>
      <ProviderFields />
      <Field
        name="role.arns"
        label={t.roles}
        hint={saml ? t.rolesHintSaml : t.oneRole}
        placeholder="arn:aws:iam::222222222222:role/files"
        rows={2}
        mono
      />
      {!saml && (
        <Field
          name="role.roles_claim"
          label={t.rolesClaim}
          hint={t.rolesClaimHint}
          placeholder="aws_roles"
          mono
        />
      )}
    </>
  );
}
