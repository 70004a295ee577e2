// What the connection is called, and where it leads.
import { Button } from "../../ui/button";
import { Menu, MenuItem } from "../../ui/menu";
import { Field, More, OneOf, Part, useSetup } from "./field";
import { isOwn } from "./form";

export function ConnectionPart() {
  const { form } = useSetup();
  return (
    <Part title="The connection">
      <div className="wizard-fields wizard-pair">
        <Field name="connection.name" label="Name in addresses" placeholder="partner" mono />
        <Field name="connection.label" label="Label for people" placeholder="Partner drop box" />
      </div>
      <Field
        name="connection.locations"
        label="Places"
        hint="One on each line, a prefix with a / at its end. Without any, all buckets of the account."
        placeholder="s3://bucket/prefix/"
        rows={3}
        mono
      />
      <OneOf
        name="rights"
        label="What people do there"
        options={[
          { value: "", label: "Read and write", hint: "Upload, move, copy and delete, too." },
          { value: "read", label: "Only read", hint: "List, look and download." },
        ]}
      />
      <More title="Region, and another store than AWS">
        <Alike />
        <Field name="connection.region" label="Region" placeholder="us-east-1" mono />
        <Field name="connection.endpoint" label="Endpoint of S3" hint="Nothing for AWS." mono />
        <Field name="connection.sts_endpoint" label="Endpoint of STS" hint="Nothing for AWS." mono />
        {isOwn(form) && (
          <Field
            name="role.instance_endpoint"
            label="Endpoint of the instance's metadata"
            hint="Nothing for EC2."
            mono
          />
        )}
      </More>
      <More title="Buckets of another account, and a key of KMS">
        <Field
          name="bucket_account"
          label="Account of the buckets"
          hint="Where it is not the account of the role: their policies are written down, too."
          placeholder="333333333333"
          mono
        />
        <Field
          name="key"
          label="Key that encrypts what is there"
          placeholder="arn:aws:kms:eu-west-1:111111111111:key/…"
          mono
        />
      </More>
    </Part>
  );
}

/** Takes the store of a connection that is there. */
function Alike() {
  const { choices, set } = useSetup();
  return (
    <Menu label="Connections" button={<Button icon="copy">Take them from…</Button>}>
      {choices.connections.map(({ name, label, region, endpoint, sts_endpoint, instance_endpoint }) => (
        <MenuItem
          key={name}
          hint={endpoint ?? region}
          onAction={() =>
            set({
              "connection.region": region,
              "connection.endpoint": endpoint ?? "",
              "connection.sts_endpoint": sts_endpoint ?? "",
              "role.instance_endpoint": instance_endpoint ?? "",
            })
          }
        >
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}
