// What the page for SAML administrators says.
import { later } from ".";
import { saml } from "./en/saml";

export const t = later("saml", saml);
