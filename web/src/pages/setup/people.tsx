// Who may open the connection.
import { Field, OneOf, Part, useSetup } from "./field";
import { isOwn } from "./form";
import { ProviderFields } from "./provider";

export function PeoplePart() {
  const { form, mistakes, isTried } = useSetup();
  if (!isOwn(form)) return null;
  const { people } = form.values;
  const wrong = isTried && mistakes.find(({ field }) => field === "people");
  return (
    <Part title="Who may open it?">
      <OneOf
        name="people"
        label="People"
        hideLabel
        options={[
          { value: "users", label: "People with a password", hint: "They stand in the configuration." },
          {
            value: "provider",
            label: "Whoever signs in",
            hint: "At an OpenID provider, everybody or a group.",
          },
          {
            value: "anyone",
            label: "Anyone who reaches the page",
            hint: "For a page that only some can reach.",
          },
        ]}
      />
      {people === "users" && (
        <Field name="people.users" label="Their names" hint="One on each line." rows={2} mono />
      )}
      {people === "provider" && (
        <>
          <ProviderFields />
          <Field
            name="people.groups"
            label="Groups"
            hint="One on each line; any of them is enough. Without any, everybody."
            rows={2}
            mono
          />
        </>
      )}
      {wrong && <p className="field-error">{wrong.message}</p>}
    </Part>
  );
}
