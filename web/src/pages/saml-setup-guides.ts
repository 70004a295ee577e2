// The fields of the well-known SAML providers, as each calls them, and what to enter in them.
import type { SamlSetup } from "../api/types";
import { t } from "../messages/saml";

export interface Guide {
  name: string;
  fields: [field: string, value: string][];
}

/** The same values go into differently named fields. */
export function guidesTo({ acs_url: acs, entity_id: entity, audience, ...names }: SamlSetup): Guide[] {
  const { role_attribute: role, session_name_attribute: person } = names;
  const pair = "arn:aws:iam::ACCOUNT:role/ROLE,arn:aws:iam::ACCOUNT:saml-provider/PROVIDER";
  const namespace = role.slice(0, role.lastIndexOf("/"));
  return [
    {
      name: "Okta",
      fields: [
        ["Single sign-on URL", t.alsoFor(acs)],
        ["Audience URI (SP Entity ID)", audience],
        ["Assertion Encryption", t.unencrypted],
        ["Attribute statements (URI Reference)", `${person} = user.email; ${role} = "${pair}"`],
      ],
    },
    {
      name: "Entra ID",
      fields: [
        ["Identifier (Entity ID)", t.sameHere("https://signin.aws.amazon.com/saml#2")],
        ["Reply URL", acs],
        ["App roles", t.oneForEach(pair)],
        ["Attributes & Claims", t.claims(namespace)],
        ["Token encryption", t.off],
      ],
    },
    {
      name: "Keycloak",
      fields: [
        ["Client ID", entity],
        ["Valid redirect URIs", acs],
        ["Assertion Consumer Service POST Binding URL", acs],
        ["Sign assertions", t.signOn],
        ["Mapper: Audience", audience],
        ["Mapper: Role list", t.singleRole(role)],
        ["Mapper: User Property email", person],
        ["Roles of the client", pair],
      ],
    },
    {
      name: "ADFS",
      fields: [
        ["Relying party", t.consoleOne],
        ["Endpoints, Add SAML", `SAML Assertion Consumer, POST, ${acs}`],
        [t.entityHere, audience],
      ],
    },
    {
      name: "Google Workspace",
      fields: [
        ["ACS URL", acs],
        ["Entity ID", t.sameHere(audience)],
        ["Name ID", "Basic Information, Primary email"],
        ["Attribute mapping", t.mapping(person, role)],
        [t.customAttribute, pair],
      ],
    },
  ];
}
