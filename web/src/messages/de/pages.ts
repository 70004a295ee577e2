// The pages of the beginning: signing in, and where one can go.
import type { pages as english } from "../en/pages";

export const pages: typeof english = {
  // error.tsx
  noSuch: { page: "Diese Seite gibt es nicht", connection: "Diese Verbindung gibt es nicht" },
  toStart: "Zum Anfang",
  cutOff: "Vielleicht ist die Adresse auf dem Weg hierher abgeschnitten worden.",

  // home-locations.tsx
  been: "Wo Sie schon waren",
  mayNotList: "Ihre Rolle darf keine Buckets auflisten",
  openKnown: "Öffnen Sie oben einen, den Sie kennen. Was Sie darin dürfen, entscheidet AWS.",
  noBuckets: "Hier sind keine Buckets",
  noBucketsWhy:
    "Dieses Konto hat keine. Den eines anderen Kontos können Sie oben eingeben, wenn Ihre Rolle ihn öffnen darf.",
  created: (day) => `angelegt am ${day}`,

  // home.tsx
  places: "Orte",
  yours: "Ihre Verbindungen",
  others: "Andere Verbindungen",
  as: (who, account) => `als ${who}${account ? ` in ${account}` : ""}`,

  // name-and-password.tsx
  name: "Name",
  password: "Passwort",

  // sign-in-words.ts
  itsProvider: "ihrem Identitätsanbieter",
  temporary: "Temporäre Zugangsdaten einer eigenen Rolle",
  accountWithYours: "Eine Rolle eines anderen Kontos, übernommen mit Ihren Zugangsdaten",
  accountNoKeys: "Eine Rolle eines anderen Kontos; keine Schlüssel einzugeben",
  bySigningIn: (provider) => `Eine Ihrer Rollen, durch Anmelden bei ${provider}`,
  serverRole: "Die Rolle dieses Servers; keine Schlüssel einzugeben",
  anyone: "Offen für alle, die diese Seite erreichen",
  byPassword: "Für Personen mit Name und Passwort hier",
  visitor: "Sie bringen sie mit; beim Abmelden werden sie vergessen",
  signedInAt: (provider, person) => `Sie sind bei ${provider} als ${person} angemeldet`,
  openId: "OpenID Connect; keine Schlüssel einzugeben",
  saml: "SAML; keine Schlüssel einzugeben",
  whoSignIn: (provider) => `Für Personen, die sich bei ${provider} anmelden`,

  // sign-in-code.tsx
  sixDigits: "Der Code hat sechs Ziffern.",
  mfaCode: "Code Ihres MFA-Geräts",
  mfaHint:
    "Sechs Ziffern; ein Gerät zeigt alle 30 Sekunden einen anderen, und AWS nimmt jeden nur einmal an.",
  open: "Öffnen",
  takingOn: "Rolle wird übernommen …",

  // sign-in-error.tsx
  titles: {
    expired: "Diese Zugangsdaten sind abgelaufen",
    "sign-in-again": "Bitte melden Sie sich erneut an",
    "not-signed-in": "Bitte melden Sie sich an",
    "mfa-needed": "Ein Code wird gebraucht",
    denied: "Das stimmt nicht",
    unreachable: "Die Rolle ist zurzeit nicht zu bekommen",
    "no-answer": "Wardrobe antwortet nicht",
    "not-found": "Die Anmeldung hat nicht geklappt",
    "wrong-clock": "Die Uhren gehen verschieden",
    "too-many-attempts": "Zu viele Versuche",
    invalid: "Diese Angaben sind nicht brauchbar",
  },
  awsRefuses: "AWS lehnt ab",
  notOpened: "Das ließ sich nicht öffnen",

  // sign-in-form.tsx
  openIt: (label) => `${label} öffnen`,
  signInFailed: "Die Anmeldung hat nicht geklappt",
  tryAgain: "Noch einmal versuchen",

  // sign-in-password.tsx
  signIn: "Anmelden",
  signingIn: "Anmeldung läuft …",

  // sign-in-provider.tsx
  signInWith: (provider) => `Anmelden bei ${provider}`,
  asOther: "Als jemand anderes anmelden",
  notReached: (provider) => `${provider} ist nicht erreichbar`,
  samlResponse: "SAML-Antwort",
  idToken: "ID-Token",
  pasteSaml: "Stattdessen eine SAML-Antwort einfügen",
  pasteToken: "Stattdessen ein ID-Token einfügen",
  samlHint:
    "In Base64, als SAMLResponse=… aus der Netzwerkansicht des Browsers, oder als XML. AWS nimmt sie fünf Minuten lang an.",
  tokenHint:
    "Drei Teile mit Punkten dazwischen, für diese Anwendung ausgestellt. Es wird nicht länger behalten, als es gilt.",
  askingAws: "AWS wird gefragt …",
  takeResponse: "Diese Antwort verwenden",
  takeToken: "Dieses Token verwenden",
  adminsEnter: (provider) => `Was Administratoren bei ${provider} eintragen`,

  // sign-in-temporary.tsx
  keyId: "Zugriffsschlüssel-ID",
  secretKey: "Geheimer Zugriffsschlüssel",
  token: "Sitzungstoken",
  theyExpire: (when) => `Gültig bis ${when}.`,
  askingWho: "AWS wird gefragt, wer Sie sind …",
  pasteAll: "Alle auf einmal einfügen",
  pasteHint: "export AWS_ACCESS_KEY_ID=… · JSON · eine credentials-Datei",
  theKeyId: "die Zugriffsschlüssel-ID",
  theSecretKey: "den geheimen Zugriffsschlüssel",
  theToken: "das Sitzungstoken",
  noneFound: "Darin sind keine Zugangsdaten.",
  allFound: "Alle drei gefunden.",
  foundWithout: (missing) => `Gefunden, aber ohne ${missing.join(" und ")}.`,
  howToGet: "So bekommen Sie sie",
  inPortal:
    "Wählen Sie im Zugangsportal Ihrer Organisation die Rolle, dann „Access keys“, und kopieren Sie sie. Oder in einem Terminal:",

  // home-marks.tsx
  favourites: "Favoriten",
  recent: "Zuletzt geöffnete Ordner",

  // sign-in-tile.tsx
  chooseRole: "Rolle wählen",
  openAs: (person) => `Als ${person} öffnen`,

  // sign-in-waiting.tsx
  notTaken: "Diese Anmeldung kann nicht übernommen werden",
  without: "Ohne sie weitermachen",
  looking: "Die Anmeldung wird angesehen",
  signedYouIn: (provider, person) => `${provider} hat Sie als ${person} angemeldet.`,
  continueTo: (label, provider) =>
    `Weiter zu ${label}? Wenn Sie nicht gerade von ${provider} kommen, hat Sie vielleicht jemand anderes hierher geschickt.`,
  leaveIt: "Nein, abbrechen",
  goOn: "Weiter",

  // sign-in.tsx
  tagline: "Dateien in Amazon S3, geöffnet mit einer Rolle.",
  noConnection: "Keine Verbindung ist eingerichtet",
  declares: "Wer dieses Wardrobe betreibt, legt sie in dessen Konfiguration fest.",

  // signed-in.tsx
  signedIn: "Angemeldet",
  youAre: "Sie sind angemeldet",
  behind: "Die Seite hinter diesem Fenster ist, wie sie war.",
  closeWindow: "Sie können dieses Fenster schließen.",
  why: "Warum",
};
