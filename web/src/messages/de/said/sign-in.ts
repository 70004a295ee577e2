// Sentences of the server about sign-ins, and about what an identity provider sent.
const again = "Bitte melden Sie sich erneut an.";

export const signIn: Record<string, string> = {
  "This connection has no identity provider.": "Diese Verbindung hat keinen Identitätsanbieter.",
  "{} gives SAML responses: one is missing.": "{} gibt SAML-Antworten aus: Es fehlt eine.",
  "{} asks for no sign-in at a provider.": "{} verlangt keine Anmeldung bei einem Anbieter.",
  "{} gives ID tokens: one is missing.": "{} gibt ID-Token aus: Es fehlt eines.",
  "{} gives no ID tokens.": "{} gibt keine ID-Token aus.",
  "The reason is not known any more. Please sign in again.": `Der Grund ist nicht mehr bekannt. ${again}`,
  "There is no way back.": "Es gibt keinen Weg zurück.",
  "After a sign-in you can only go on to a page of Wardrobe.":
    "Nach einer Anmeldung geht es nur zu einer Seite von Wardrobe weiter.",
  "After a sign-in you can only go on to a page of Wardrobe, such as /c/NAME.":
    "Nach einer Anmeldung geht es nur zu einer Seite von Wardrobe weiter, etwa /c/NAME.",
  "There is no such OpenID provider any more.": "Diesen OpenID-Anbieter gibt es nicht mehr.",
  "Which role? Your sign-in offers several.": "Welche Rolle? Ihre Anmeldung bietet mehrere.",
  "Your sign-in does not offer this role.": "Ihre Anmeldung bietet diese Rolle nicht.",
  "You are signed in as {}, but that offers you no role in {}.":
    "Sie sind als {} angemeldet, aber das bietet Ihnen keine Rolle in {}.",
  "You are signed in as {}, who is in none of the groups that may open {}: {}.":
    "Sie sind als {} angemeldet und in keiner der Gruppen, die {} öffnen dürfen: {}.",
  "This is no answer to the sign-in that was begun.": "Das ist keine Antwort auf die begonnene Anmeldung.",
  "The identity provider sent no code.": "Der Identitätsanbieter sandte keinen Code.",
  "Nobody could come back here from an identity provider: an administrator must set public_url under [server].":
    "Von einem Identitätsanbieter käme niemand hierher zurück: Ein Administrator muss public_url unter [server] setzen.",
  "The sign-in could not be noted.": "Die Anmeldung konnte nicht vermerkt werden.",
  "This sign-in was not begun in this browser, took longer than ten minutes, or has been used already. Please sign in again.": `Diese Anmeldung wurde nicht in diesem Browser begonnen, dauerte länger als zehn Minuten oder wurde schon verwendet. ${again}`,
  "{} asks you to sign in at {}. A role can be chosen for five minutes after that.":
    "{} verlangt, dass Sie sich bei {} anmelden. Danach kann fünf Minuten lang eine Rolle gewählt werden.",
  "{} asks you to sign in at {}.": "{} verlangt, dass Sie sich bei {} anmelden.",
  "This sign-in was brought by another browser, has been used already, or is older than five minutes. Please sign in again.": `Diese Anmeldung kam aus einem anderen Browser, wurde schon verwendet oder ist älter als fünf Minuten. ${again}`,
  "A SAML response comes in a form.": "Eine SAML-Antwort kommt in einem Formular.",
  "What the identity provider sent is too large for a SAML response. Let it send fewer attributes, such as fewer groups.":
    "Was der Identitätsanbieter sandte, ist zu groß für eine SAML-Antwort. Lassen Sie ihn weniger Attribute senden, etwa weniger Gruppen.",
  "There is no SAMLResponse in what the identity provider sent.":
    "In dem, was der Identitätsanbieter sandte, ist keine SAMLResponse.",
  "There is no such identity provider.": "Diesen Identitätsanbieter gibt es nicht.",
  "{} names you {} but offers you no role in {}.": "{} nennt Sie {}, bietet Ihnen aber keine Rolle in {}.",
  "AWS read {} in this SAML response, and Wardrobe {}. It is not taken.":
    "AWS las {} in dieser SAML-Antwort, und Wardrobe {}. Sie wird nicht angenommen.",
  "This sign-in has been used already, or took too long. Please sign in again.": `Diese Anmeldung wurde schon verwendet oder dauerte zu lange. ${again}`,
  "This sign-in was begun in another way.": "Diese Anmeldung wurde auf andere Weise begonnen.",
  "This sign-in was begun at {} and not here, which Wardrobe does not take. Open Wardrobe and sign in from there.":
    "Diese Anmeldung wurde bei {} begonnen und nicht hier; das nimmt Wardrobe nicht an. Öffnen Sie Wardrobe und melden Sie sich von dort an.",
  "This SAML response is from {}, which is no identity provider of Wardrobe.":
    "Diese SAML-Antwort ist von {}, und das ist kein Identitätsanbieter von Wardrobe.",
  "No connection is for people of {}.": "Keine Verbindung ist für Personen von {} da.",
  "The identity provider does not answer.": "Der Identitätsanbieter antwortet nicht.",
  "{} does not speak SAML.": "{} spricht kein SAML.",
  "{} takes too long to answer.": "{} braucht zu lange für eine Antwort.",
  "The sign-in is over. Please sign in again.": `Die Anmeldung ist vorüber. ${again}`,
  "Please sign in at the identity provider.": "Bitte melden Sie sich beim Identitätsanbieter an.",
  "The sign-in has ended. Please sign in again.": `Die Anmeldung ist abgelaufen. ${again}`,
  "The identity provider gives no new ID token without a sign-in. Please sign in again.": `Der Identitätsanbieter gibt ohne Anmeldung kein neues ID-Token aus. ${again}`,
  "{} Please sign in again.": `{} ${again}`,

  // crates/roles
  "This connection needs temporary credentials.": "Diese Verbindung braucht temporäre Zugangsdaten.",
  "This connection needs a sign-in at its identity provider.":
    "Diese Verbindung braucht eine Anmeldung bei ihrem Identitätsanbieter.",
  "This connection needs temporary credentials of yours, with which it assumes the role.":
    "Diese Verbindung braucht temporäre Zugangsdaten von Ihnen, mit denen sie die Rolle annimmt.",
  "This role asks for a code of the device {}.": "Diese Rolle verlangt einen Code des Geräts {}.",
  "The temporary credentials have expired.": "Die temporären Zugangsdaten sind abgelaufen.",
  "An access key id has 16 to 128 letters and digits, such as ASIA….":
    "Eine Zugriffsschlüssel-ID hat 16 bis 128 Buchstaben und Ziffern, etwa ASIA….",
  "This is a long-lived access key. Wardrobe takes temporary credentials only: an access key id that begins with ASIA, its secret, and the session token that came with them.":
    "Das ist ein dauerhafter Zugriffsschlüssel. Wardrobe nimmt nur temporäre Zugangsdaten: eine Zugriffsschlüssel-ID, die mit ASIA beginnt, ihr Geheimnis und das Sitzungstoken, das dazugehört.",
  "The secret access key is missing or has characters no secret has.":
    "Der geheime Zugriffsschlüssel fehlt oder hat Zeichen, die keiner hat.",
  "The session token has characters no token has, or is too long.":
    "Das Sitzungstoken hat Zeichen, die keines hat, oder ist zu lang.",
  "AWS does not accept these credentials. AWS says: {}":
    "AWS nimmt diese Zugangsdaten nicht an. AWS sagt: {}",
  "These credentials have expired: {}": "Diese Zugangsdaten sind abgelaufen: {}",
  "AWS lets this role last {} at a time, not {}.": "AWS lässt diese Rolle {} am Stück gelten, nicht {}.",
  "The request could not be made.": "Die Anfrage konnte nicht erstellt werden.",
  "The metadata file {} cannot be read: {}.": "Die Metadatendatei {} ist nicht lesbar: {}.",
  "The identity provider does not answer at {}: {}.": "Der Identitätsanbieter antwortet nicht unter {}: {}.",
  "The metadata of the identity provider cannot be used: {}.":
    "Die Metadaten des Identitätsanbieters sind nicht brauchbar: {}.",
  "This is no SAML response: {}.": "Das ist keine SAML-Antwort: {}.",
  "This SAML response is too large: AWS takes at most 100,000 characters. Let the identity provider send fewer attributes, such as fewer groups.":
    "Diese SAML-Antwort ist zu groß: AWS nimmt höchstens 100.000 Zeichen. Lassen Sie den Identitätsanbieter weniger Attribute senden, etwa weniger Gruppen.",
  "This assertion is encrypted, so neither Wardrobe nor STS can take it from here. Turn off the encryption of assertions for Wardrobe at the identity provider.":
    "Diese Assertion ist verschlüsselt; so können weder Wardrobe noch STS sie annehmen. Schalten Sie beim Identitätsanbieter die Verschlüsselung von Assertions für Wardrobe ab.",
  "This SAML response was made at {} UTC. AWS takes one for five minutes only. Please sign in again.": `Diese SAML-Antwort wurde um {} UTC erstellt. AWS nimmt eine nur fünf Minuten lang an. ${again}`,
  "This SAML response answers no sign-in that was begun here. Please sign in again.": `Diese SAML-Antwort gehört zu keiner hier begonnenen Anmeldung. ${again}`,
  "This SAML response answers another sign-in than the one of this window. Please sign in again.": `Diese SAML-Antwort gehört zu einer anderen Anmeldung als der dieses Fensters. ${again}`,
  "This SAML response answers a sign-in that was not begun in this browser, took longer than ten minutes, or has been used already. Please sign in again.": `Diese SAML-Antwort gehört zu einer Anmeldung, die nicht in diesem Browser begonnen wurde, länger als zehn Minuten dauerte oder schon verwendet wurde. ${again}`,
  "This SAML response is addressed to {} and not to {}. Enter the second as the recipient (ACS URL) at the identity provider.":
    "Diese SAML-Antwort ist an {} gerichtet und nicht an {}. Tragen Sie die zweite Adresse beim Identitätsanbieter als Empfänger (ACS-URL) ein.",
  "This SAML response is from {} and not from {}.": "Diese SAML-Antwort ist von {} und nicht von {}.",
  "This SAML response was made at {} UTC, which is in the future. The clock of the identity provider or that of this server is wrong.":
    "Diese SAML-Antwort wurde um {} UTC erstellt, und das liegt in der Zukunft. Die Uhr des Identitätsanbieters oder die dieses Servers geht falsch.",
  "The identity provider did not sign you in: {}.": "Der Identitätsanbieter hat Sie nicht angemeldet: {}.",
};
