// What the preview says.
import type { preview as english } from "../en/preview";
import { counted, number } from "../count";

export const preview: typeof english = {
  // editor/edit-link.tsx
  edit: "Bearbeiten",

  // image-view.tsx
  loading: "Wird geladen",
  fullSize: "In voller Größe zeigen",
  fit: "An das Fenster anpassen",

  // markdown-view.tsx
  reading: "Wird gelesen",
  tooLong: "Zu lang für die gestaltete Ansicht",
  laidOut: "Gestaltet",
  source: "Quelltext",
  text: "Text",

  // pdf-page.tsx
  page: (count) => `Seite ${count}`,

  // pdf-view.tsx
  opening: "Wird geöffnet",
  locked: "Dieses PDF ist mit einem Passwort geschützt",
  lockedWords:
    "Laden Sie es herunter, um es mit einem Programm zu öffnen, das nach dem Passwort fragen kann.",
  pageCount: (count) => counted(count, "Seite", "Seiten"),
  smaller: "Kleiner",
  larger: "Größer",
  pages: "Seiten",

  // preview-dialog.tsx
  version: "Version",
  object: "Objekt",
  previous: "Vorheriges",
  next: "Nächstes",
  properties: "Eigenschaften",
  downloadIt: (name) => `${name} herunterladen`,
  download: "Herunterladen",
  close: "Schließen",

  readOf: (read, size) => `${read} von ${size} gelesen`,
  readAll: (size) => `${size}, gelesen`,

  // properties-list.tsx
  asking: "S3 wird gefragt",
  exactly: (size, bytes) => `${size} (${counted(bytes, "Byte", "Bytes")})`,
  address: "Adresse",
  size: "Größe",
  modified: "Zuletzt geändert",
  type: "Typ",
  encoding: "Kodierung",
  language: "Sprache",
  disposition: "Disposition",
  caching: "Zwischenspeichern",
  storageClass: "Speicherklasse",
  archive: "Archiv",
  encryption: "Verschlüsselung",
  kmsKey: "KMS-Schlüssel",
  checksum: (algorithm) => `Prüfsumme ${algorithm}`,

  // show.tsx
  pictureIs: (size) => `Dieses Bild hat ${size}`,
  anyway: "Trotzdem zeigen",
  readsAll: "Um es zu zeigen, wird alles davon gelesen.",
  looking: "Wird angesehen",
  folderMark: "Das ist die Markierung eines Ordners",
  folderMarkWords: (size) =>
    `Ein Objekt, dessen Name auf einen Schrägstrich endet, hält einen leeren Ordner in der Liste.${size === null ? "" : ` Dieses enthält ${size}.`}`,
  noPreview: "Für diese Art von Datei gibt es keine Vorschau",
  openElsewhere: "Laden Sie sie herunter, um sie mit einem eigenen Programm zu öffnen.",
  beingRestored: "Dieses Objekt wird wiederhergestellt",
  archived: "Dieses Objekt ist archiviert",
  copyCommand: "Befehl kopieren",
  outOfReach: (where) =>
    `Es liegt in ${where ?? "einer Archivklasse"}: S3 gibt es erst heraus, wenn es wiederhergestellt ist.`,
  underWay: "Eine Wiederherstellung läuft; das dauert Minuten bis zwei Tage.",
  somebody: (command) => (
    <>Jemand mit dem Recht s3:RestoreObject muss das ausführen und einige Stunden warten: {command}</>
  ),

  // table-view.tsx
  rowsSoFar: (count, isAll) => `${isAll ? "" : "bisher "}${counted(count, "Zeile", "Zeilen")}`,
  asTable: "Als Tabelle",
  asText: "Als Text",
  table: "Tabelle",
  row: "Zeile",
  firstRows: (count) => `Nur die ersten ${counted(count, "Zeile", "Zeilen")} werden gezeigt.`,
  someColumns: (some, all) => `Nur ${number(some)} von ${counted(all, "Spalte", "Spalten")} werden gezeigt.`,

  // text-view.tsx
  indent: "Einrücken",
  asStored: "Wie gespeichert",
  noWrap: "Zeilen nicht umbrechen",
  wrap: "Zeilen umbrechen",
  onlyFirst: (size) => `Nur die ersten ${size} werden gezeigt`,
  emptyFile: (size) => `${size}: Diese Datei ist leer.`,

  // unshown.tsx
  cannotShow: {
    picture: "Dieser Browser kann dieses Bild nicht zeigen",
    PDF: "Dieser Browser kann dieses PDF nicht zeigen",
    recording: "Dieser Browser kann diese Aufnahme nicht wiedergeben",
    film: "Dieser Browser kann diesen Film nicht zeigen",
  },
  cannotShowWords:
    "Es ist da und darf gelesen werden, aber es ist beschädigt, von einer Art, die der Browser nicht kennt, oder unter einem falschen Typ gespeichert. Laden Sie es herunter, um es mit einem anderen Programm zu öffnen.",

  // end-of-rows.tsx
  elsewhere: "Als Text kommen Sie an jede Stelle der Datei.",
  tryAgain: "Noch einmal versuchen",
  rowsAndNames: {
    row: {
      noMore: (count) => `${counted(count, "Zeile", "Zeilen")}, mehr nicht.`,
      firstShown: (count) => `Die ersten ${counted(count, "Zeile", "Zeilen")} werden gezeigt.`,
    },
    block: {
      noMore: () => "Das ist alles.",
      firstShown: (count) => `Die ersten ${counted(count, "Absatz", "Absätze und Tabellen")} werden gezeigt.`,
    },
    slide: {
      noMore: (count) => `${counted(count, "Folie", "Folien")}, mehr nicht.`,
      firstShown: (count) => `Die ersten ${counted(count, "Folie", "Folien")} werden gezeigt.`,
    },
    name: {
      noMore: (count) => `${counted(count, "Name", "Namen")}, mehr nicht.`,
      firstShown: (count) => `Die ersten ${counted(count, "Name", "Namen")} werden gezeigt.`,
    },
  },
  readMore: "Mehr lesen",

  // find.tsx
  findInLoaded: "Im Geladenen suchen",
  find: "Suchen",
  previousMatch: "Vorheriger Treffer",
  nextMatch: "Nächster Treffer",
  notFound: "Nicht gefunden",
  matchesOrMore: (count) => `${number(count)} oder mehr`,
  matches: (count) => counted(count, "Treffer", "Treffer"),
  matchOf: (at, all) => `${at} von ${all}`,

  // json-tree.tsx
  nameCount: (count) => counted(count, "Name", "Namen"),
  itemCount: (count) => counted(count, "Element", "Elemente"),
  moreItems: (count) => `Mehr von ${counted(count, "Element", "Elementen")} zeigen`,
  allCharacters: (count) => `Alle ${counted(count, "Zeichen", "Zeichen")}`,

  // json-view.tsx
  notJson: "Das ist kein gültiges JSON",
  asTree: "Als Baum",
  tooLargeForTree: "Zu groß für einen Baum",
  jsonIs: (size) => `Dieses JSON hat ${size}`,
  treeReadsAll:
    "Um es als Baum zu zeigen, wird alles gelesen. Als Text wird es nur dort gelesen, wo Sie hinsehen.",
  showTree: "Baum zeigen",
  showAsText: "Als Text zeigen",

  // long-text.tsx
  allOfIt: "Alles",
  stretchOf: (from, to, all) => `${from} bis ${to} von ${all}`,
  start: "Anfang",
  end: "Ende",
  stopFollowing: "Nicht mehr folgen",
  follow: "Folgen",
  lookAgain: "Gerade kann nicht nachgesehen werden; es wird wieder versucht.",
  lookingGrown: "Alle 5 Sekunden wird nachgesehen, ob sie gewachsen ist.",
  goToByte: "Zu einem Byte gehen oder zu einem Anteil wie 50%",
  byteOrShare: "Byte oder 50%",
  go: "Los",

  // markdown.tsx
  picture: "Bild",
  isDone: "Erledigt",
  toDo: "Zu erledigen",

  // ndjson-view.tsx
  jsonLines: "Ein JSON-Wert in jeder Zeile",
  asRows: "Als Zeilen",
  rows: "Zeilen",
  badLine: "Diese Zeile ist kein gültiges JSON.",

  // notebook-view.tsx
  asNotebook: "Als Notebook",
  tooLargeForNotebook: "Zu groß für ein Notebook",
  notebookIs: (size) => `Dieses Notebook hat ${size}`,
  notebookReadsAll: "Um es zu zeigen, wird alles gelesen.",
  noNotebook: "Das ist kein Notebook",
  notebook: "Notebook",
  cells: (count) => counted(count, "Zelle", "Zellen"),
  moreCells: (count) => `Mehr von ${counted(count, "Zelle", "Zellen")} zeigen`,
  output: "Ausgabe",
  otherOutput: (type) => <>Eine Ausgabe vom Typ {type} wird hier nicht gezeigt.</>,

  // office/
  officeDamaged: "Dieses Dokument ist beschädigt oder nicht das, was sein Name sagt.",
  officeLocked:
    "Dieses Dokument ist mit einem Passwort gesperrt oder hat das Format der Zeit vor 2007. Laden Sie es herunter, um es mit einem anderen Programm zu öffnen.",
  documentLeaves:
    "Text, Listen und Tabellen. Gestaltung, Bilder, Textfelder und Anmerkungen werden nicht gezeigt.",
  downloadForRest: "Laden Sie es herunter, um den Rest zu sehen.",
  textsAre: (size) => `Die Texte dieser Arbeitsmappe haben ${size}`,
  textsOfAll:
    "Die Texte aller Blätter liegen in einer Liste. Sie wird so weit gelesen, wie die gezeigten Zeilen es brauchen: schlimmstenfalls ganz.",
  noSheets: "Es sind keine Tabellen darin",
  sheet: "Blatt",
  hiddenSheet: (name) => `${name} (ausgeblendet)`,
  onlyWords: "Nur die Worte der Folien werden gezeigt.",
  slides: "Folien",
  slide: (count) => `Folie ${number(count)}`,

  // parquet-rows.tsx
  noRows: "Darin sind keine Zeilen",
  noColumn: "Keine Spalte ist gewählt",
  rowsTake: (size) => `Diese Zeilen brauchen ${size}`,
  notSmaller: (count) =>
    `${counted(count, "Spalte lässt", "Spalten lassen")} sich nicht in kleineren Stücken lesen. Mit weniger Spalten ist es weniger.`,
  readThem: "Trotzdem lesen",
  readingRows: "Zeilen werden gelesen",

  // parquet-schema.tsx
  columns: "Spalten",
  onlyListed: (count) => `Nur die ersten ${number(count)} werden aufgelistet.`,
  writtenBy: (program) => <>Geschrieben von {program}</>,

  // parquet-view.tsx
  footerTooLarge: (size) => `Ihr Footer allein hat ${size}; das ist mehr, als hier gelesen wird.`,
  footerIs: (size) => `Der Footer dieser Datei hat ${size}`,
  footerReadsAll: "Er sagt, wo alles ist; darum wird er vor jeder Zeile ganz gelesen.",
  readIt: "Lesen",
  readingFooter: "Der Footer wird gelesen",
  parquetSize: (rows, columns, groups) =>
    `${counted(rows, "Zeile", "Zeilen")} · ${counted(columns, "Spalte", "Spalten")} · ${counted(groups, "Zeilengruppe", "Zeilengruppen")}`,
  rowsFromTo: (from, to) => `Zeilen ${number(from)} bis ${number(to)}`,
  first: "Erste",
  before: "Vorige",
  nextPage: "Nächste",
  last: "Letzte",

  // parquet.ts
  thisParquet: "Diese Parquet-Datei",
  parquetUnknown: (why) =>
    `Diese Parquet-Datei ist beschädigt oder auf eine Weise geschrieben, die hier nicht bekannt ist (${why}).`,
  parquetDamaged: (how) => `Diese Parquet-Datei ist beschädigt: ${how}.`,
  footerLarger: "Ihr Footer ist größer als die Datei",
  noRowCount: "Sie nennt keine Zahl der Zeilen",
  pointsBeyond: "Sie zeigt über ihr Ende hinaus",

  // ranges.ts
  pointsTo: (from, to, size) => `Sie zeigt auf die Bytes ${from} bis ${to} und hat ${size}.`,
  tooMuchAtOnce: (size) => `Dafür wären ${size} auf einmal nötig; das ist mehr, als hier gelesen wird.`,
  changed:
    "Diese Datei hat sich geändert, seit sie geöffnet wurde. Öffnen Sie sie noch einmal, um sie zu sehen, wie sie jetzt ist.",

  // readme.tsx
  showLarge: "Groß zeigen",
  notShownHere: "Sie kann hier nicht gezeigt werden.",
  readmePart: (size) => `Nur die ersten ${size} werden gezeigt.`,

  // zip-member.tsx
  allOfZip: "Das ganze ZIP",
  memberNotShown: "Dieser Eintrag wird hier nicht gezeigt",
  unpacking: "Wird entpackt",
  unpackingSize: (size) => `${size} werden entpackt`,
  notUnpacked: "Es konnte nicht entpackt werden",
  memberBroken: "Dieses ZIP ist beschädigt: Dieser Eintrag lässt sich nicht entpacken.",

  // zip-view.tsx
  zipMembers: (all, read, matching) =>
    `${counted(all, "Eintrag", "Einträge")}${read === null ? "" : `, davon die ersten ${number(read)} gelesen`}${matching === null ? "" : `; ${counted(matching, "Name", "Namen")} mit diesen Worten`}`,
  filterRead: "Gelesene Namen filtern",
  filterNames: "Namen filtern",
  contents: "Inhalt",
  restNotShown: "Die übrigen Namen werden hier nicht gezeigt: Laden Sie das ZIP herunter, um alles zu sehen.",

  // zip.ts
  isFolder: "Das ist ein Ordner.",
  isLocked: "Es ist mit einem Passwort geschützt.",
  packedOddly: "Es ist auf eine Weise gepackt, die kein Browser entpackt.",
  tooLargeHere: "Es ist zu groß, um hier entpackt zu werden.",
  zipDamaged: (how) => `Dieses ZIP ist beschädigt: ${how}.`,
  listMissing: "Das Inhaltsverzeichnis ist nicht, wo es sein sollte",
  secondList: "Das zweite Inhaltsverzeichnis fehlt",
  listBreaks: "Das Inhaltsverzeichnis bricht ab",
  listBroken: "Das Inhaltsverzeichnis ist kaputt",
  memberMissing: "Dieser Eintrag ist nicht, wo er sein sollte",
  memberBeyond: "Dieser Eintrag endet hinter dem Ende",
  memberLarger: "Dieser Eintrag ist größer, als er angibt",
  memberOther: "Dieser Eintrag ist nicht, was gepackt wurde",
  noSuchPlaces: "Es nennt Stellen, die keine Datei hat",

  // cell.ts
  notShowable: "nicht darstellbar",
  moreBytes: (shown, bytes) => `${shown} … (${counted(bytes, "Byte", "Bytes")})`,
};
