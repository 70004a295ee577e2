// What is around every page: the head, its menus, who we are and which roles there are.
import type { parts as english } from "../en/parts";
import { counted } from "../count";

export const parts: typeof english = {
  // address-box.tsx
  openPlace: "Einen bekannten Ort öffnen",
  placeHint: "s3://bucket/ordner/, ein ARN oder eine Adresse der AWS-Konsole",
  go: "Los",

  // breadcrumb.tsx
  folder: "Ordner",
  allLocations: "Alle Orte",
  typeAddress: "Adresse eingeben",
  address: "Adresse",

  // identity-abilities.tsx
  things: {
    list: "Dateien auflisten",
    read: "Dateien lesen",
    write: "Dateien schreiben",
    delete: "Dateien löschen",
    versions: "Ältere Versionen sehen",
  },
  allowed: "Erlaubt",
  refused: "Verweigert",
  notKnown: "Nicht bekannt",
  whatIMay: "Was ich hier darf",
  asking: "S3 wird gefragt",
  notAsked: (why) => `Es ließ sich nicht erfragen: ${why}`,
  onlyDoing: "Das zeigt sich erst, wenn man es tut.",
  stepByStep: "Schritt für Schritt prüfen",

  // identity-chip.tsx
  identity: "Identität:",
  renewsItselfToo: "· erneuert sich selbst",
  whoYouAre: "Wer Sie hier sind",
  chooseRole: "Rolle wählen",

  // identity-details.tsx
  role: "Rolle",
  account: "Konto",
  sessionName: "Sitzungsname",
  signedInAs: "Angemeldet als",
  sourceIdentity: "Quellidentität",
  userId: "Benutzer-ID",
  credentialsFrom: "Zugangsdaten von",
  expires: "Läuft ab",
  renewed: "Erneuert",
  tags: "Tags",
  goesOn: "· gilt auch in weiteren Rollen",
  copyArn: "ARN kopieren",
  narrowed: "Durch eine Sitzungsrichtlinie eingeschränkt",
  narrowedWhy:
    "Diese Verbindung erlaubt ihren Sitzungen nicht mehr als das, was auch immer die Rolle sonst darf.",
  outcomes: { used: "verwendet", absent: "nicht eingerichtet", failed: "fehlgeschlagen" },
  whereLooked: "Wo der Server gesucht hat",
  noExpiry: "AWS nennt es nicht",
  endedAt: (when) => `abgelaufen: ${when}`,
  endsAt: (when, left) => `${when}, in ${left}`,

  // identity-renewal.tsx
  goOn: "Weiter",
  endsSoon: "Läuft bald ab",
  credentialsEnd: (left) => (
    <>
      Ihre Zugangsdaten laufen <span aria-hidden="true">in {left}</span>
      <span className="visually-hidden">bald</span> ab.
    </>
  ),
  signInEnds: (left) => (
    <>
      Ihre Anmeldung endet <span aria-hidden="true">in {left}</span>
      <span className="visually-hidden">bald</span>.
    </>
  ),
  anotherCode: "Mit einem weiteren Code Ihres Geräts geht es weiter. Diese Seite bleibt, wie sie ist.",
  renewInWindow: "Erneuern Sie sie in einem eigenen Fenster. Diese Seite bleibt, wie sie ist.",
  renew: "Erneuern",
  expired: "Abgelaufen",
  signInEnded: (when) =>
    when ? `Ihre Anmeldung ist abgelaufen (${when}).` : "Ihre Anmeldung ist abgelaufen.",
  credentialsExpired: (when) =>
    when ? `Ihre Zugangsdaten sind abgelaufen (${when}).` : "Ihre Zugangsdaten sind abgelaufen.",
  signInAgain: "Erneut anmelden",
  tryAgain: "Noch einmal versuchen",
  pasteNew: "Fügen Sie neue ein, um weiterzumachen. Diese Seite bleibt, wie sie ist.",
  anotherMfaCode: "Mit einem weiteren Code Ihres MFA-Geräts geht es weiter. Diese Seite bleibt, wie sie ist.",
  serverTries: (label) => `Der Server konnte keine neuen für ${label} bekommen und versucht es weiter.`,
  signInToGoOn:
    "Melden Sie sich erneut an, um weiterzumachen. Diese Seite bleibt, wie sie ist, und Uploads warten.",

  // identity-words.ts
  sources: {
    environment: "Umgebungsvariablen",
    profile: "einem Profil der AWS-Dateien",
    "web-identity": "einer Web-Identity-Datei",
    container: "dem Endpunkt des Containers",
    instance: "den Metadaten der Instanz",
    typed: "Ihrer Eingabe",
  },
  noCredentials: "keine Zugangsdaten",
  expiredShort: "abgelaufen",
  renewing: "wird erneuert …",
  renewingLeft: (left) => `wird erneuert … noch ${left}`,
  renewsItself: "erneuert sich selbst",
  endUnknown: "Ende unbekannt",
  left: (left) => `noch ${left}`,
  renewals: {
    server: "vom Server, bevor sie ablaufen",
    "sign-in": "vom Server, solange Ihre Anmeldung gilt, danach durch erneutes Anmelden",
    "pop-up": "von Ihnen: Die Seite bittet rechtzeitig darum, in einem eigenen Fenster",
    code: "von Ihnen, mit einem weiteren Code Ihres MFA-Geräts",
    none: "von niemandem: Fügen Sie rechtzeitig neue ein",
  },

  // role-picker.tsx
  timeOver: (provider) =>
    `Die Zeit zum Wählen ist um: AWS nimmt das Wort von ${provider ?? "Ihrem Anbieter"} fünf Minuten lang an.`,
  askingRoles: "Ihre Rollen werden erfragt",
  roles: "Rollen",
  chooseWithin: (left) => `Wählen Sie innerhalb von ${left}.`,
  filterRoles: "Rollen filtern",
  filterHint: "Rolle, Konto oder dessen Name; Enter nimmt die erste",
  noRole: (filter) => `Keine Ihrer Rollen enthält „${filter}“.`,
  rolesFound: (count) => counted(count, "Rolle", "Rollen"),
  roleNotHad: "Die Rolle ist nicht zu bekommen",
  accountNumber: (account) => `Konto ${account}`,
  takingOn: "Wird übernommen …",
  youWork: "damit arbeiten Sie",
  open: "offen",
  chosenLast: "zuletzt gewählt",

  // role-switcher.tsx
  anotherRole: "Andere Rolle …",

  // shell-boundary.tsx
  mistake: "Dieser Seite ist ein Fehler unterlaufen",
  loadAnew: "Neu laden",

  // shell-gate.tsx
  notOpen: (label) => `${label} ist nicht geöffnet`,
  signInToSee: "Melden Sie sich an, um zu sehen, was hier ist.",
  openToSee: "Öffnen Sie die Verbindung, um zu sehen, was hier ist.",
  signedYouIn: (provider, person, label) =>
    `${provider} hat Sie als ${person} angemeldet. In ${label} können Sie später weitere daneben öffnen.`,
  signInFailed: "Die Anmeldung hat nicht geklappt",

  // shell-menus.tsx
  connections: "Verbindungen",
  connection: (label) => `Verbindung: ${label}`,
  closed: "nicht geöffnet",
  allConnections: "Alle Verbindungen",
  failed: "Das hat nicht geklappt",
  menu: "Menü",
  systemColours: "Farben des Systems",
  light: "Hell",
  dark: "Dunkel",
  checkHere: "Prüfen, was hier geht",
  setUp: "Verbindung einrichten",
  closeIt: (label) => `${label} schließen`,
  yourSignIns: "Ihre Anmeldungen",
  signOut: "Abmelden",
  signOutThere: (provider) => `Auch bei ${provider} abmelden`,

  // shell.tsx
  roleClosed: (role) => `Die Rolle dieses Tabs wurde geschlossen. Sie arbeiten hier jetzt als ${role}.`,
  skip: "Zum Inhalt springen",
  toStart: "Wardrobe, zum Anfang",
  warning: "Warnung",

  // sign-in-failure.tsx
  close: "Schließen",

  // sign-in-window.tsx
  blocked: (link) => (
    <>
      Der Browser hat dafür kein Fenster geöffnet. {link("Melden Sie sich in einem neuen Tab an")} und kommen
      Sie zurück: Diese Seite macht von selbst weiter.
    </>
  ),
};
