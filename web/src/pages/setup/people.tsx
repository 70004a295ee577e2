// Who may open the connection.
import { t } from "../../messages/setup";
import { Field, OneOf, Part, useSetup } from "./field";
import { isOwn } from "./form";
import { ProviderFields } from "./provider";

export function PeoplePart() {
  const { form, mistakes, isTried } = useSetup();
  if (!isOwn(form)) return null;
  const { people } = form.values;
  const wrong = isTried && mistakes.find(({ field }) => field === "people");
  return (
    <Part title={t.whoMayOpen}>
      <OneOf
        name="people"
        label={t.people}
        hideLabel
        options={[
          { value: "users", label: t.withPassword, hint: t.withPasswordHint },
          {
            value: "provider",
            label: t.whoSignsIn,
            hint: t.whoSignsInHint,
          },
          {
            value: "anyone",
            label: t.anyone,
            hint: t.anyoneHint,
          },
        ]}
      />
      {people === "users" && (
        <Field name="people.users" label={t.theirNames} hint={t.oneOnEach} rows={2} mono />
      )}
      {people === "provider" && (
        <>
          <ProviderFields />
          <Field name="people.groups" label={t.groups} hint={t.groupsHint} rows={2} mono />
        </>
      )}
      {wrong && <p className="field-error">{wrong.message}</p>}
    </Part>
  );
}
