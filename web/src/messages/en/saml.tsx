// What administrators enter at a SAML provider. Its own fields keep their own names.
import type { ReactNode } from "react";

export const saml = {
  // saml-setup-guides.ts
  alsoFor: (url: string) => `${url}, also for Recipient URL and Destination URL`,
  unencrypted: "Unencrypted",
  sameHere: (value: string) => `${value}, and the same as entity_id here`,
  oneForEach: (pair: string) => `one for each role, with the value ${pair}`,
  claims: (namespace: string) =>
    `RoleSessionName = user.userprincipalname and Role = user.assignedroles, both in the namespace ${namespace}`,
  off: "off",
  signOn: "on; encryption and client signatures off",
  singleRole: (role: string) => `${role}, with Single Role Attribute on`,
  consoleOne: "the one of the AWS console, whose rules for Role and RoleSessionName stay",
  entityHere: "entity_id here",
  mapping: (person: string, role: string) =>
    `Primary email → ${person}; a custom attribute of several values → ${role}`,
  customAttribute: "The custom attribute",

  // saml-setup.tsx
  looking: "Looking up the addresses",
  acsUrl: "ACS URL, reply URL, recipient, destination",
  entityId: "Entity ID of Wardrobe",
  metadata: "Metadata of Wardrobe",
  audience: "Audience: the assertion is for AWS",
  roleAttribute: "Attribute with role and provider, once for each role",
  personAttribute: "Attribute with the person's name",
  whatToEnter: (provider: string) => `What to enter at ${provider}`,
  forWhom: (provider: string) =>
    `For whoever looks after ${provider} and the roles in AWS. Nothing here is secret.`,
  toSignIn: "To the sign-in",
  atProvider: "At the provider",
  newApplication:
    "Make a new application of the kind SAML 2.0. One that sends people to the AWS console will not do. Do not encrypt the assertion: AWS lets only its own page read that.",
  begunThere: "Sign-ins that begin at the provider are taken; people are asked whether they meant it.",
  begunHere: "Sign-ins have to begin here, not at the provider.",
  inIam: "In IAM",
  iamSteps: (aud: ReactNode) => (
    <>
      Upload the metadata of the new application as a SAML provider; it signs with a certificate of its own.
      Then let each role trust that provider. {aud} is the ACS URL, letter by letter.
    </>
  ),
  copyPolicy: "Copy the policy",
};
