// Setting a connection up. What is wrong with a draft, and what it needs in AWS, the server says itself.
import type { setup as english } from "../en/setup";

export const setup: typeof english = {
  // connection.tsx
  theConnection: "Die Verbindung",
  nameInAddresses: "Name in Adressen",
  labelForPeople: "Bezeichnung für Menschen",
  exampleLabel: "Partner-Ablage",
  places: "Orte",
  placesHint: "Einer pro Zeile, ein Präfix mit / am Ende. Ohne Angabe alle Buckets des Kontos.",
  rights: "Was dort getan werden darf",
  readWrite: "Lesen und schreiben",
  readWriteHint: "Auch hochladen, verschieben, kopieren und löschen.",
  onlyRead: "Nur lesen",
  onlyReadHint: "Auflisten, ansehen und herunterladen.",
  regionAndStore: "Region, und ein anderer Speicher als AWS",
  region: "Region",
  s3Endpoint: "Endpunkt von S3",
  nothingForAws: "Leer für AWS.",
  stsEndpoint: "Endpunkt von STS",
  instanceEndpoint: "Endpunkt der Instanz-Metadaten",
  nothingForEc2: "Leer für EC2.",
  otherAccount: "Buckets eines anderen Kontos, und ein Schlüssel von KMS",
  bucketAccount: "Konto der Buckets",
  bucketAccountHint:
    "Wenn es nicht das Konto der Rolle ist: Dann werden auch deren Richtlinien aufgeschrieben.",
  kmsKey: "Schlüssel, der verschlüsselt, was dort liegt",
  takeFrom: "Übernehmen von …",
  connections: "Verbindungen",

  // index.tsx
  title: "Verbindung einrichten",
  lookingWho: "Wird nachgesehen, wer Sie sind",
  lookingWhat: "Wird nachgesehen, was es gibt",
  intro:
    "Hier wird nichts geändert: Sie bekommen, was in AWS und in die Konfiguration von Wardrobe einzufügen ist. Was Sie testen, tut Wardrobe in Ihrem Namen und vermerkt es.",

  // outcome.tsx
  inAws: "In AWS",
  inAwsWords:
    "Das Wenigste, womit es geht, für alle, die das Konto betreuen. Bei jedem Teil steht, wohin er gehört.",
  notYet: "Es steht hier, sobald oben nichts mehr fehlt oder falsch ist.",
  inConfig: "In der Konfiguration",
  inConfigWords:
    "Fügen Sie es am Ende von wardrobe.toml ein, und starten Sie Wardrobe neu. Es enthält kein Geheimnis.",
  copyToml: "TOML kopieren",

  // people.tsx
  whoMayOpen: "Wer darf sie öffnen?",
  people: "Personen",
  withPassword: "Personen mit Passwort",
  withPasswordHint: "Sie stehen in der Konfiguration.",
  whoSignsIn: "Alle, die sich anmelden",
  whoSignsInHint: "Bei einem OpenID-Anbieter, alle oder eine Gruppe.",
  anyone: "Alle, die die Seite erreichen",
  anyoneHint: "Für eine Seite, die nur manche erreichen können.",
  theirNames: "Ihre Namen",
  oneOnEach: "Einer pro Zeile.",
  groups: "Gruppen",
  groupsHint: "Eine pro Zeile; jede davon genügt. Ohne Angabe alle.",

  // provider.tsx
  provider: "Identitätsanbieter",
  another: "Ein anderer",
  anotherHint: "Er wird mit der Verbindung aufgeschrieben.",
  providerName: "Name des Anbieters in Adressen",
  providerLabel: "Bezeichnung des Anbieters für Menschen",
  exampleProvider: "Firma",
  metadataUrl: "Adresse der Metadaten",
  issuer: "Aussteller",
  clientId: "Client-ID von Wardrobe dort",
  secretFile: "Datei mit dem Client-Geheimnis",
  secretFileHint:
    "Auf dem Server; leer für einen öffentlichen Client. Das Geheimnis selbst wird hier nie eingegeben.",
  redirectUri: "Die Redirect-URI dort für Wardrobe endet auf /openid/callback.",

  // role.tsx
  machineRole: "Die Rolle dieses Rechners",
  machineRoleHint: "EC2, ECS, EKS: die Rolle, unter der Wardrobe selbst läuft.",
  assumed: "Eine Rolle, die übernommen wird",
  assumedHint: "Aus diesem oder einem anderen Konto, mit einer externen ID.",
  withOidc: "Anmeldung mit OpenID Connect",
  withOidcHint: "Personen melden sich an, und aus der Anmeldung wird eine Rolle.",
  withSaml: "Anmeldung mit SAML",
  withSamlHint: "Der Identitätsanbieter sagt, wer welche Rolle bekommt.",
  pasted: "Zugangsdaten, die eingefügt werden",
  pastedHint: "Temporäre einer eigenen Rolle.",
  howRole: "Wie wird daraus eine Rolle?",
  kind: "Art",
  theRole: "Die Rolle",
  role: "Rolle",
  roleHint: "Es muss sie noch nicht geben: Unten steht, womit sie angelegt wird.",
  externalId: "Externe ID",
  externalIdHint:
    "Für diese Verbindung erzeugt. Sie gehört in die Vertrauensrichtlinie der Rolle und ist kein Geheimnis.",
  makeAnother: "Neue erzeugen",
  whoTakes: "Wer sie übernimmt",
  wardrobeTakes: "Wardrobe, mit der Rolle dieses Rechners",
  noKey: "Niemand braucht einen Schlüssel.",
  peopleTake: "Personen, mit eingefügten Zugangsdaten",
  peopleTakeHint: "Eines eigenen Benutzers oder einer eigenen Rolle.",
  told: "Was AWS über die Person erfährt",
  sessionName: "Den Namen der Sitzung",
  sourceIdentity: "Auch die Quellidentität",
  sourceIdentityHint: "Sie bleibt über weitere Rollen erhalten.",
  moreOfRole: "Tags, eine Kette von Rollen, MFA",
  sessionTags: "Sitzungs-Tags",
  sessionTagsHint: "Eines pro Zeile; {person} ist der Name der Person.",
  through: "Rollen auf dem Weg",
  throughHint: "Eine pro Zeile, in dieser Reihenfolge.",
  mfaDevice: "MFA-Gerät",
  anywhere: "Wo immer sie zu finden ist",
  anywhereHint: "Jede Quelle, in der Reihenfolge der Werkzeuge von AWS.",
  onEc2: "Auf EC2",
  onEc2Hint: "Die Rolle der Instanz.",
  onEcs: "Auf ECS, oder EKS mit Pod Identity",
  onEks: "Auf EKS mit einem Servicekonto",
  environment: "Die Umgebungsvariablen",
  profile: "Ein Profil in ~/.aws",
  whereFrom: "Woher die Rolle dieses Rechners kommt",
  principalHint: "Wie Richtlinien sie nennen. Ein Test findet es heraus.",
  roles: "Rollen",
  rolesHintSaml: "Eine pro Zeile. Ohne Angabe alle, die eine Anmeldung nennt.",
  oneRole: "Eine pro Zeile.",
  rolesClaim: "Claim mit den Rollen der Person",
  rolesClaimHint: "Wo die Anmeldung sagt, welche Rollen jemand hat.",

  // sign-in.tsx
  forAdmins: (setting) => (
    <>Für Administratoren dieses Wardrobe: die Benutzer, die dessen Konfiguration unter {setting} nennt.</>
  ),

  // trial.tsx
  doesItWork: "Funktioniert es?",
  doesItWorkWords:
    "Wardrobe übernimmt die Rolle, wie es die Verbindung täte, und sieht sich deren Orte an. Um das Schreiben auszuprobieren, schreibt es ein eigenes Objekt und löscht es wieder.",
  beforeTrial: "Bevor es ausprobiert werden kann",
  trying: "Wird ausprobiert",
  changedSince: "Sie haben seitdem etwas geändert.",
  test: "Testen",
  testWrite: "Testen und Schreiben ausprobieren",
};
