// How the connection becomes a role.
import { showSetup } from "../../api/setup";
import { Button } from "../../ui/button";
import { Choice, type Option } from "../../ui/choice";
import { Field, More, OneOf, Part, useSetup } from "./field";
import { isOwn, type Kind } from "./form";
import { ProviderFields } from "./provider";

const kinds: Option<Kind>[] = [
  {
    value: "service",
    label: "This machine's role",
    hint: "EC2, ECS, EKS: the role that Wardrobe itself runs as.",
  },
  {
    value: "account",
    label: "A role that is assumed",
    hint: "Of this or another account, with an external id.",
  },
  {
    value: "identity-provider",
    label: "Sign-in with OpenID Connect",
    hint: "People sign in, and their sign-in becomes a role.",
  },
  { value: "saml", label: "Sign-in with SAML", hint: "The identity provider says who gets which role." },
  {
    value: "temporary",
    label: "Credentials that people paste",
    hint: "Temporary ones of a role of their own.",
  },
];

export function KindPart({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  return (
    <Part title="How does it become a role?">
      <Choice label="Kind" hideLabel options={kinds} value={kind} onChange={onChange} />
    </Part>
  );
}

export function RolePart() {
  const { form } = useSetup();
  if (form.kind === "temporary") return null;
  return (
    <Part title="The role">
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
        label="Role"
        hint="It need not be there yet: below is what makes it."
        placeholder="arn:aws:iam::222222222222:role/files"
        mono
      />
      <div className="wizard-beside">
        <Field
          name="role.external_id"
          label="External id"
          hint="Made for this connection. It goes into the trust policy of the role, and is no secret."
          mono
        />
        <Button
          icon="refresh"
          onPress={() => void showSetup().then((made) => set({ "role.external_id": made.external_id }))}
        >
          Make another
        </Button>
      </div>
      <OneOf
        name="role.base"
        label="Who takes it on"
        options={[
          { value: "service", label: "Wardrobe, with this machine's role", hint: "People need no key." },
          {
            value: "visitor",
            label: "People, with credentials they paste",
            hint: "Of a user or role of their own.",
          },
        ]}
      />
      <OneOf
        name="tell"
        label="What AWS is told of the person"
        options={[
          { value: "", label: "The name of the session" },
          { value: "yes", label: "The source identity, too", hint: "It stays through further roles." },
        ]}
      />
      <More title="Tags, a chain of roles, MFA">
        <Field
          name="role.tags"
          label="Session tags"
          placeholder="Team = red"
          hint="One on each line; {person} is the person's name."
          rows={2}
          mono
        />
        <Field
          name="role.through"
          label="Roles on the way"
          hint="One on each line, in this order."
          rows={2}
          mono
        />
        {!isOwn(form) && (
          <Field
            name="role.mfa_serial"
            label="MFA device"
            placeholder="arn:aws:iam::111111111111:mfa/{person}"
            mono
          />
        )}
      </More>
    </>
  );
}

const sources: Option<string>[] = [
  { value: "", label: "Wherever it is found", hint: "Every source, in the order of AWS's own tools." },
  { value: "instance", label: "On EC2", hint: "The role of the instance." },
  { value: "container", label: "On ECS, or EKS with Pod Identity" },
  { value: "web-identity", label: "On EKS with a service account" },
  { value: "environment", label: "The environment" },
  { value: "profile", label: "A profile in ~/.aws" },
];

function Machine() {
  return (
    <>
      <OneOf name="role.sources" label="Where this machine's role comes from" options={sources} />
      <Field
        name="principal"
        label="This machine's role"
        hint="What policies call it. A test finds it out."
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
        label="Roles"
        hint={saml ? "One on each line. Without any, all that a sign-in says." : "One on each line."}
        placeholder="arn:aws:iam::222222222222:role/files"
        rows={2}
        mono
      />
      {!saml && (
        <Field
          name="role.roles_claim"
          label="Claim with the person's roles"
          hint="Where the sign-in says which roles somebody has."
          placeholder="aws_roles"
          mono
        />
      )}
    </>
  );
}
