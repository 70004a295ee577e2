// What the connection is called, and where it leads.
import { t } from "../../messages/setup";
import { Button } from "../../ui/button";
import { Menu, MenuItem } from "../../ui/menu";
import { Field, More, OneOf, Part, useSetup } from "./field";
import { isOwn } from "./form";

export function ConnectionPart() {
  const { form } = useSetup();
  return (
    <Part title={t.theConnection}>
      <div className="wizard-fields wizard-pair">
        <Field name="connection.name" label={t.nameInAddresses} placeholder="partner" mono />
        <Field name="connection.label" label={t.labelForPeople} placeholder={t.exampleLabel} />
      </div>
      <Field
        name="connection.locations"
        label={t.places}
        hint={t.placesHint}
        placeholder="s3://bucket/prefix/"
        rows={3}
        mono
      />
      <OneOf
        name="rights"
        label={t.rights}
        options={[
          { value: "", label: t.readWrite, hint: t.readWriteHint },
          { value: "read", label: t.onlyRead, hint: t.onlyReadHint },
        ]}
      />
      <More title={t.regionAndStore}>
        <Alike />
        <Field name="connection.region" label={t.region} placeholder="us-east-1" mono />
        <Field name="connection.endpoint" label={t.s3Endpoint} hint={t.nothingForAws} mono />
        <Field name="connection.sts_endpoint" label={t.stsEndpoint} hint={t.nothingForAws} mono />
        {isOwn(form) && (
          <Field name="role.instance_endpoint" label={t.instanceEndpoint} hint={t.nothingForEc2} mono />
        )}
      </More>
      <More title={t.otherAccount}>
        <Field
          name="bucket_account"
          label={t.bucketAccount}
          hint={t.bucketAccountHint}
          placeholder="333333333333"
          mono
        />
        <Field name="key" label={t.kmsKey} placeholder="arn:aws:kms:eu-west-1:111111111111:key/…" mono />
      </More>
    </Part>
  );
}

/** Takes the store of a connection that is there. */
function Alike() {
  const { choices, set } = useSetup();
  return (
    <Menu label={t.connections} button={<Button icon="copy">{t.takeFrom}</Button>}>
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
