// The fields of the well-known SAML providers, as each calls them, and what to enter in them.
import type { SamlSetup } from "../api/types";

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
        ["Single sign-on URL", `${acs}, also for Recipient URL and Destination URL`],
        ["Audience URI (SP Entity ID)", audience],
        ["Assertion Encryption", "Unencrypted"],
        ["Attribute statements (URI Reference)", `${person} = user.email; ${role} = "${pair}"`],
      ],
    },
    {
      name: "Entra ID",
      fields: [
        ["Identifier (Entity ID)", "https://signin.aws.amazon.com/saml#2, and the same as entity_id here"],
        ["Reply URL", acs],
        ["App roles", `one for each role, with the value ${pair}`],
        [
          "Attributes & Claims",
          `RoleSessionName = user.userprincipalname and Role = user.assignedroles, both in the namespace ${namespace}`,
        ],
        ["Token encryption", "off"],
      ],
    },
    {
      name: "Keycloak",
      fields: [
        ["Client ID", entity],
        ["Valid redirect URIs", acs],
        ["Assertion Consumer Service POST Binding URL", acs],
        ["Sign assertions", "on; encryption and client signatures off"],
        ["Mapper: Audience", audience],
        ["Mapper: Role list", `${role}, with Single Role Attribute on`],
        ["Mapper: User Property email", person],
        ["Roles of the client", pair],
      ],
    },
    {
      name: "ADFS",
      fields: [
        ["Relying party", "the one of the AWS console, whose rules for Role and RoleSessionName stay"],
        ["Endpoints, Add SAML", `SAML Assertion Consumer, POST, ${acs}`],
        ["entity_id here", audience],
      ],
    },
    {
      name: "Google Workspace",
      fields: [
        ["ACS URL", acs],
        ["Entity ID", `${audience}, and the same as entity_id here`],
        ["Name ID", "Basic Information, Primary email"],
        ["Attribute mapping", `Primary email → ${person}; a custom attribute of several values → ${role}`],
        ["The custom attribute", pair],
      ],
    },
  ];
}
