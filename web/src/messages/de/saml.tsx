// What administrators enter at a SAML provider. Its own fields keep their own names.
import type { saml as english } from "../en/saml";

export const saml: typeof english = {
  // saml-setup-guides.ts
  alsoFor: (url) => `${url}, auch für Recipient URL und Destination URL`,
  unencrypted: "Unencrypted (unverschlüsselt)",
  sameHere: (value) => `${value}, und hier dasselbe als entity_id`,
  oneForEach: (pair) => `eine für jede Rolle, mit dem Wert ${pair}`,
  claims: (namespace) =>
    `RoleSessionName = user.userprincipalname und Role = user.assignedroles, beide im Namensraum ${namespace}`,
  off: "aus",
  signOn: "an; Verschlüsselung und Client-Signaturen aus",
  singleRole: (role) => `${role}, mit eingeschaltetem Single Role Attribute`,
  consoleOne: "die der AWS-Konsole, deren Regeln für Role und RoleSessionName bleiben",
  entityHere: "entity_id hier",
  mapping: (person, role) => `Primary email → ${person}; ein eigenes Attribut mit mehreren Werten → ${role}`,
  customAttribute: "Das eigene Attribut",

  // saml-setup.tsx
  looking: "Die Adressen werden nachgesehen",
  acsUrl: "ACS-URL, Antwort-URL, Empfänger, Ziel",
  entityId: "Entity-ID von Wardrobe",
  metadata: "Metadaten von Wardrobe",
  audience: "Audience: Die Assertion ist für AWS",
  roleAttribute: "Attribut mit Rolle und Anbieter, einmal für jede Rolle",
  personAttribute: "Attribut mit dem Namen der Person",
  whatToEnter: (provider) => `Was bei ${provider} einzutragen ist`,
  forWhom: (provider) => `Für alle, die ${provider} und die Rollen in AWS betreuen. Nichts davon ist geheim.`,
  toSignIn: "Zur Anmeldung",
  atProvider: "Beim Anbieter",
  newApplication:
    "Legen Sie eine neue Anwendung der Art SAML 2.0 an. Eine, die zur AWS-Konsole führt, genügt nicht. Verschlüsseln Sie die Assertion nicht: AWS lässt nur die eigene Seite sie lesen.",
  begunThere:
    "Anmeldungen, die beim Anbieter beginnen, werden angenommen; die Personen werden gefragt, ob sie es so wollten.",
  begunHere: "Anmeldungen müssen hier beginnen, nicht beim Anbieter.",
  inIam: "In IAM",
  iamSteps: (aud) => (
    <>
      Laden Sie die Metadaten der neuen Anwendung als SAML-Anbieter hoch; sie signiert mit einem eigenen
      Zertifikat. Lassen Sie dann jede Rolle diesem Anbieter vertrauen. {aud} ist die ACS-URL, Zeichen für
      Zeichen.
    </>
  ),
  copyPolicy: "Richtlinie kopieren",
};
