// What the file page says, and its dialogs.
import type { files as english } from "../en/files";
import { counted, number } from "../count";

const objects = (count: number) => counted(count, "Objekt", "Objekte");

const items = (count: number) => counted(count, "Element", "Elemente");

export const files: typeof english = {
  // actions.ts
  notDownloaded: "Es konnte nicht heruntergeladen werden",
  noCopying: "Dieser Browser erlaubt das Kopieren nicht",

  // clipboard.ts
  named: (name) => `„${name}“`,

  // copy-as.tsx
  copyAs: "Kopieren als",
  s3Address: "S3-Adresse",
  httpsAddress: "HTTPS-Adresse",
  cliCommand: "Befehl der AWS CLI",
  linkToPage: "Link zu dieser Seite",
  copied: (what) => `Kopiert: ${what}`,

  // acts.ts
  verbs: { read: "lesen", write: "schreiben", delete: "löschen" },
  mayNot: (verb) => `Ihre Rolle darf hier nicht ${verb}.`,
  mayNotDenied: (verb) => `Ihre Rolle darf hier nicht ${verb}: Eine Richtlinie verbietet es.`,
  mayNotAllowed: (verb) => `Ihre Rolle darf hier nicht ${verb}: Keine Richtlinie erlaubt es.`,

  // delete-dialog.tsx
  cancel: "Abbrechen",
  deleteObjects: (count) => `${objects(count)} löschen`,
  delete: "Löschen",
  close: "Schließen",
  tryAgain: "Noch einmal versuchen",
  toTrash: (place) =>
    `Dieser Bucket behält keine Versionen: Was gelöscht wird, kommt nach ${place} und lässt sich von dort zurückholen.`,
  typeToDelete: (count) => `Um alle zu löschen, geben Sie ${number(count)} ein`,
  keptAsOlder: "Dieser Bucket behält Versionen: Was gelöscht wird, bleibt in S3 als ältere Version.",
  noLongerKept:
    "Dieser Bucket legt keine Versionen mehr an. Was seitdem geschrieben wurde, ist endgültig weg.",
  notKept: "Dieser Bucket behält keine Versionen. Was gelöscht wird, ist endgültig weg.",
  keptUnknown:
    "Wardrobe konnte nicht sehen, ob dieser Bucket Versionen behält. Was gelöscht wird, ist vielleicht endgültig weg.",
  deleteAll: (all) => `Soll ${all} gelöscht werden?`,
  deleteFolder: (name) => `Ordner „${name}“ löschen?`,
  deleteFile: (name) => `„${name}“ löschen?`,
  deleteSome: (folders, single) =>
    `${[folders && counted(folders, "Ordner", "Ordner"), single && counted(single, "Datei", "Dateien")].filter(Boolean).join(" und ")} löschen?`,

  // folder-picker.tsx
  chosenFolder: "Gewählter Ordner",
  allBuckets: "Alle Buckets",
  asking: "S3 wird gefragt",
  buckets: "Buckets",
  noBucket: "Es lässt sich kein Bucket auflisten.",
  folders: "Ordner",
  andMore: (count) => `und ${number(count)} weitere: Geben Sie den Namen oben ein`,
  lookingForFolders: "Ordner werden gesucht",
  noFolders: "Hier sind keine Ordner.",
  willBeNew: "Dieser Ordner wird neu angelegt.",

  // instead.tsx
  instead: "Wohin Sie stattdessen gehen können",
  beenHere: "Wo Sie in diesem Bucket schon waren",
  openPlace: "Einen bekannten Ort öffnen",

  // item.ts
  everythingHere: (but) =>
    but === 0 ? "alles hier" : `alles hier außer ${counted(but, "Element", "Elementen")}`,
  everythingIn: (folder, but) =>
    but === 0 ? `alles in „${folder}“` : `alles in „${folder}“ außer ${counted(but, "Element", "Elementen")}`,

  // left-uploads.tsx
  removeOld: "Alle entfernen, die älter als ein Tag sind",
  removeUploads: (count) => `${counted(count, "Upload", "Uploads")} entfernen`,
  leftTitle: "Unvollständige Uploads hier",
  leftWords:
    "Teile, die hochgeladen und nie zusammengesetzt wurden. Sie stehen in keiner Liste und werden bezahlt. Ein Upload, der noch läuft, schlägt fehl, wenn er entfernt wird.",
  looking: "Wird nachgesehen …",
  noneLeft: "In diesem Ordner und darunter gibt es keine.",
  removeLeft: (key) => `Unvollständigen Upload von ${key} entfernen`,
  remove: "Entfernen",
  moreLeft: "Es gibt mehr als diese.",

  // measured.tsx
  notCounted: "Es ließ sich nicht zählen",
  objectsAndSize: (count, size) => `${objects(count)}, ${size}`,
  counting: (words) => `Wird gezählt: bisher ${words}`,

  // name-problem.ts
  nameNeeded: "Ein Name wird gebraucht.",
  noNameBetween: "Ein Ordner zwischen zwei Schrägstrichen hätte keinen Namen.",
  foldersName: "Ein Name mit einem Schrägstrich am Ende wäre der eines Ordners.",
  tooLong: (bytes, most) => `Mit den Ordnern sind das ${bytes} Bytes; S3 nimmt ${most}.`,

  // new-folder-dialog.tsx
  folderExists: "Es gibt schon einen Ordner dieses Namens.",
  newFolder: "Neuer Ordner",
  create: "Anlegen",
  name: "Name",
  slashFolder: "Mit einem Schrägstrich im Namen wird es ein Ordner in einem Ordner.",
  noRealFolders:
    "S3 hat keine Ordner: Ein leeres Objekt, dessen Name auf einen Schrägstrich endet, steht für einen.",

  // nothing-here.tsx
  noMatch: "Kein Name passt",
  showAll: "Alle zeigen",
  nothingHas: (words) => `Hier hat nichts „${words}“ im Namen.`,
  bucketEmpty: "Dieser Bucket ist leer",
  folderEmpty: "Dieser Ordner ist leer",
  dropHere: "Ziehen Sie Dateien oder Ordner hierher, oder wählen Sie „Hochladen“.",
  nothingHere: "Hier ist nichts",
  noKey: (bucket, prefix, mayUpload) =>
    `Kein Schlüssel in ${bucket} beginnt mit „${prefix}“. In S3 gibt es einen Ordner, solange etwas darin ist${mayUpload ? ": Was Sie hier hochladen, legt ihn an." : "."}`,

  // news.tsx
  matching: (some, all) =>
    `${number(some)} von ${counted(all, "Element", "Elementen")} ${some === 1 ? "passt" : "passen"}`,
  nothingSelected: "Nichts ausgewählt",

  // only-ways.tsx
  onlyWays: "Sie sehen hier nur die Wege zu Ihren Orten",
  onlyWaysWords: "Was sonst in diesem Ordner ist, wird nicht gezeigt, und nichts darin kann geändert werden.",

  // properties-dialog.tsx
  restoreMore: "Wiederherstellen …",
  changeMore: "Ändern …",
  copy: "Kopieren",
  copyAddress: "S3-Adresse kopieren",
  copyArn: "ARN kopieren",
  copyPrefix: "Präfix kopieren",
  copyKey: "Schlüssel kopieren",
  tags: "Tags",
  none: "Keine.",
  emptyValue: "(leer)",
  notRead: (why) => `Sie konnten nicht gelesen werden: ${why}`,
  address: "Adresse",
  inIt: "Darin",
  items: items,

  // put-back.ts
  changedSince: "Sie ist seitdem wieder geändert worden. Sehen Sie in den Versionen nach.",
  beforeNotKept: "Was vorher da war, ist nicht erhalten.",

  // refused-dialog.tsx
  refusedTitles: {
    upload: "Sie dürfen hier nicht hochladen",
    "new-folder": "Sie dürfen hier keinen Ordner anlegen",
    download: "Sie dürfen von hier nicht herunterladen",
    rename: "Sie dürfen hier nicht umbenennen",
    move: "Sie dürfen von hier nicht verschieben",
    copy: "Sie dürfen hierher nicht kopieren",
    cut: "Sie dürfen von hier nicht verschieben",
    paste: "Sie dürfen hier nicht einfügen",
    delete: "Sie dürfen hier nicht löschen",
  },
  noLonger: "Es wird nicht mehr verweigert",
  still: "Es wird noch verweigert. AWS kann eine Minute brauchen, bis es von einer Änderung weiß.",
  notAsked: (why) => `Es ließ sich nicht erfragen: ${why}`,
  tryAllTheSame: "Trotzdem versuchen",
  onceChanged: "Sobald das jemand geändert hat, versuchen Sie es noch einmal: Diese Seite macht hier weiter.",

  // rename-dialog.tsx
  renameFolder: "Ordner umbenennen",
  renameFile: "Datei umbenennen",
  replaceOther: "Die andere ersetzen",
  rename: "Umbenennen",
  newName: "Neuer Name",
  fileTaken: "Es gibt schon eine Datei dieses Namens. Nichts wurde geändert.",
  folderTaken: "Es gibt schon einen Ordner dieses Namens. Nichts wurde geändert.",
  folderCost:
    "S3 kann nicht umbenennen: Jedes Objekt darunter wird kopiert, die Kopie geprüft und erst dann das alte gelöscht.",
  fileCost:
    "S3 kann nicht umbenennen: Das Objekt wird kopiert, die Kopie geprüft und erst dann das alte gelöscht.",
  slashMoves: "Mit einem Schrägstrich im Namen kommt es in einen anderen Ordner.",
  renamed: "umbenannt",

  // rename-cost.tsx
  renamingCopies: (size) => `Umbenennen kopiert ${size}.`,
  renamingCopiesAll: (count, size, isAll) =>
    `Umbenennen kopiert ${isAll ? "" : "bisher "}${objects(count)}, ${size}.`,

  // rename-row.tsx
  renameOf: (name) => `${name} umbenennen`,

  // row-menu.tsx
  cut: "Ausschneiden",
  open: "Öffnen",
  download: "Herunterladen",
  moveTo: "Verschieben nach …",
  copyTo: "Kopieren nach …",
  properties: "Eigenschaften",
  versions: "Versionen",

  // selection-bar.tsx
  more: "Mehr",
  selection: "Auswahl",
  selectNothing: "Auswahl aufheben",
  move: "Verschieben",
  someSelected: (count, size) => `${items(count)} ausgewählt${size && `, ${size}`}`,
  allSelected: (but, count, size) =>
    but > 0
      ? `Alle bis auf ${number(but)} ausgewählt: ${number(count)}${size && `, ${size}`}`
      : `Alle ${number(count)} ausgewählt${size && `, ${size}`}`,
  allLoading: (but, count, size) =>
    `${but > 0 ? `Alle bis auf ${number(but)}` : "Alle"} ausgewählt (lädt noch: bisher ${number(count)}${size && `, ${size}`})`,
  allUnlisted: (but) =>
    `${but > 0 ? `Alle bis auf ${number(but)}` : "Alle"} ausgewählt, auch was nicht aufgelistet ist`,

  // star.tsx
  takeStar: "Stern wegnehmen",
  giveStar: "Mit Stern versehen: Dann steht er auf der ersten Seite",
  favourite: "Favorit",

  // status.tsx
  onlyListed: (count) => `Nur ${items(count)} ${count === 1 ? "konnte" : "konnten"} aufgelistet werden`,
  goOn: "Weiter",
  andMoreHere: (count) => `${items(count)}, und es gibt mehr.`,
  sorting: (percent) => `Wird sortiert: ${percent}\u00a0%`,
  orderSoFar: "Die Reihenfolge gilt für das, was bisher da ist.",
  ofItems: (some, all) => `${number(some)} von ${counted(all, "Element", "Elementen")}`,
  listingAgain: "Wird neu aufgelistet",
  soFar: (count) => `bisher ${items(count)}`,

  // target-dialog.tsx
  chooseOne: (why) => `${why}: Wählen Sie einen davon.`,
  moveHere: "Hierher verschieben",
  copyHere: "Hierher kopieren",
  tryFailed: "Fehlgeschlagenes noch einmal versuchen",
  replaceFiles: (count) => `${counted(count, "Datei", "Dateien")} ersetzen`,
  replaceThere: "Vorhandenes ersetzen",
  moveTitle: (what) => `${what.charAt(0).toUpperCase()}${what.slice(1)} verschieben nach …`,
  copyTitle: (what) => `${what.charAt(0).toUpperCase()}${what.slice(1)} kopieren nach …`,
  folder: "Ordner",
  sameNameStays: "Dateien desselben Namens bleiben dort, wie sie sind, und Sie werden dazu gefragt.",
  alreadyHere: "Sie sind in diesem Ordner.",
  intoItself: "Ein Ordner kann nicht in sich selbst.",

  // through-role.tsx
  writtenBy: "Geschrieben von",
  thisRole: (name) => `${name} (diese Rolle)`,
  throughServer: "Die Daten gehen durch den Wardrobe-Server",
  throughWords: (reader, writer) =>
    `Keine Rolle darf hier lesen und dort schreiben, darum kann S3 nicht selbst kopieren: ${reader} liest, ${writer} schreibt. Das dauert länger, und was S3 verlässt, kann etwas kosten.`,

  // toolbar.tsx
  newFile: "Neue Datei",
  thisFolder: "Dieser Ordner",
  filterByName: "Nach Namen filtern",
  filter: "Filter",
  searchBelow: "In allen Unterordnern suchen",
  asItWas: "Wie es zu einem Zeitpunkt war",
  stopListing: "Auflisten abbrechen",
  listAgain: "Neu auflisten",
  upload: "Hochladen",
  filesWord: "Dateien",
  takePhoto: "Foto aufnehmen",
  photoToUpload: "Foto zum Hochladen",
  unfinished: "Unvollständige Uploads …",
  filesToUpload: "Dateien zum Hochladen",
  folderToUpload: "Ordner zum Hochladen",

  // try-first.tsx
  tryWithout: "Probelauf ohne Änderung",

  // undo.ts
  deletedSome: (count) => `${objects(count)} gelöscht`,
  deleted: "Gelöscht",
  deletedKept: "Was gelöscht wurde, bleibt als ältere Version erhalten.",
  undo: "Rückgängig",
  bringingBack: "Vorheriges wird zurückgeholt …",
  bringingSoFar: (count) => `Vorheriges wird zurückgeholt: bisher ${objects(count)}`,
  undoBroke: "Das Rückgängigmachen ist abgebrochen",
  isBack: (count) => `${objects(count)} ${count === 1 ? "ist" : "sind"} wieder da`,
  nothingUndone: "Nichts wurde rückgängig gemacht",
  backSomeNot: (back, failed) => `${back}, ${number(failed)} nicht`,
  nothingDeleted: "Davon ist nichts mehr gelöscht, oder jemand hat es endgültig gelöscht.",
  nothingToBring: "Es gab nichts zurückzuholen",
  replacedSome: (count) => `${counted(count, "Datei", "Dateien")} ersetzt`,
  replacedKept: "Was ersetzt wurde, bleibt als ältere Version erhalten.",

  // use-clipboard.ts
  cutWhat: (what) => `Ausgeschnitten: ${what}`,
  pasteElsewhere:
    "Fügen Sie es in einem anderen Ordner, einem anderen Bucket oder einer anderen Verbindung ein.",
  notPasted: "Nicht eingefügt",

  // view-menu.tsx, commands.ts
  view: "Ansicht",
  views: { list: "Liste", grid: "Kacheln", gallery: "Galerie" },
  thumbnails: "Vorschaubilder",
  thumbnailsWords: "Dafür werden Bilder gelesen",
  sortBy: "Sortieren nach",
  sorts: { name: "Name", size: "Größe", date: "Geändert", class: "Speicherklasse" },
  order: "Reihenfolge",
  orders: { asc: "Aufsteigend", desc: "Absteigend" },

  // way-back.ts
  elsePutThere:
    "Dort ist seitdem etwas anderes dazugekommen oder weggenommen worden. Nichts wurde rückgängig gemacht.",
  isNow: (was, now) => `„${was}“ heißt jetzt „${now}“`,
  someObjects: objects,
  moved: (count) => `${objects(count)} verschoben`,
  copiedSome: (count) => `${objects(count)} kopiert`,
  to: (target) => `Nach ${target}`,

  // while-it-runs.tsx
  stop: "Abbrechen",
  leaveRunning: "Weiterlaufen lassen",

  // change-dialog.tsx
  saved: "Gespeichert.",
  changeTitle: (what) => `${what} ändern`,
  back: "Zurück",
  saveAgain: "Noch einmal speichern",
  save: "Speichern",

  // change-form.tsx
  isArchived: "Es liegt im Archiv",
  onlyTags: "Bis es wiederhergestellt ist, lassen sich nur die Tags ändern.",
  headers: "Header",
  asItIs: "wie es ist",
  metadata: "Metadaten",
  storageClass: "Speicherklasse",
  asItIsOption: "Wie es ist",
  whatGoesTo: (to) => `Was nach ${to} kommt`,
  eachKeeps: { tags: "Jedes behält seine Tags.", metadata: "Jedes behält seine Metadaten." },
  mayNotSee: {
    tags: "Ihre Rolle darf die Tags nicht sehen. Sie bleiben erhalten.",
    metadata: "Ihre Rolle darf die Metadaten nicht sehen. Sie bleiben erhalten.",
  },
  replaceAll: { tags: "Alle Tags ersetzen", metadata: "Alle Metadaten ersetzen" },
  takenAway: {
    tags: "Allen werden alle Tags weggenommen.",
    metadata: "Allen werden alle Metadaten weggenommen.",
  },
  willHave: {
    tags: "Jedes bekommt diese Tags und keine anderen.",
    metadata: "Jedes bekommt diese Metadaten und keine anderen.",
  },
  leaveThem: "So lassen",
  nothingYet: "Noch ist nichts geändert.",
  tagsInPlace: "S3 ändert Tags an Ort und Stelle: Das Objekt bleibt, wie es geschrieben wurde.",
  cost: (isMany) =>
    `S3 kann das nicht an Ort und Stelle ändern: Es schreibt ${isMany ? "jedes Objekt" : "das Objekt"} aus sich selbst neu, über 5\u00a0GB Teil für Teil, und „zuletzt geändert“ wird jetzt. Eine eigene ACL, wo der Bucket noch solche hat, geht verloren.`,
  bothPaid: "Das alte bleibt als ältere Version, und beide werden bezahlt.",

  // draft.ts
  contentType: "Inhaltstyp",
  contentEncoding: "Inhaltskodierung",
  contentLanguage: "Inhaltssprache",
  contentDisposition: "Content-Disposition",
  caching: "Zwischenspeichern",

  // limits.ts
  tooManyTags: (most) => `S3 behält höchstens ${most} Tags eines Objekts.`,
  tagNeedsName: "Ein Tag braucht einen Namen.",
  tagNameLong: (most, name) => `Der Name eines Tags hat höchstens ${most} Zeichen: ${name}…`,
  tagValueLong: (most, name) => `Der Wert eines Tags hat höchstens ${most} Zeichen: ${name}`,
  awsNames: (name) => `Namen, die mit aws: beginnen, gehören AWS: ${name}`,
  tagLetters: (odd) => `Ein Tag hat nur Buchstaben, Ziffern, Leerzeichen und + - = . _ : / @, nicht ${odd}`,
  metadataNeedsName: "Metadaten brauchen einen Namen.",
  metadataLetters: (name) =>
    `Ein Name hat Buchstaben, Ziffern und Zeichen wie - und _, aber keine Leerzeichen: ${name}`,
  problemOf: (problem, name) => `${problem}: ${name}`,
  metadataLong: (most, bytes) =>
    `S3 behält höchstens ${number(most)} Bytes Metadaten; das sind ${number(bytes)}.`,
  onlyAscii: "Ein Header hat nur einfache Buchstaben und Zeichen (ASCII)",
  noEdgeSpaces: "Ein Header beginnt und endet nicht mit einem Leerzeichen",
  twice: (name) => `Den Namen ${name} gibt es zweimal.`,

  // pairs.tsx
  value: "Wert",
  tagPair: {
    nameOf: (at) => `Name von Tag ${at}`,
    valueOf: (at) => `Wert von Tag ${at}`,
    remove: (which) => `Tag ${which} entfernen`,
    add: "Tag hinzufügen",
  },
  metadataPair: {
    nameOf: (at) => `Name von Metadaten-Eintrag ${at}`,
    valueOf: (at) => `Wert von Metadaten-Eintrag ${at}`,
    remove: (which) => `Metadaten-Eintrag ${which} entfernen`,
    add: "Metadaten-Eintrag hinzufügen",
  },

  // restore-dialog.tsx
  restoreAsked: "S3 ist gebeten, es wiederherzustellen.",
  restoreTitle: (what) => `${what} wiederherstellen`,
  restore: "Wiederherstellen",

  // restore-form.tsx
  fromDeep: (flexible, deep) => `${flexible}; aus Deep Archive ${deep}`,
  standard: "Standard",
  threeToFive: "3 bis 5 Stunden",
  withinTwelve: "innerhalb von 12 Stunden",
  bulk: "Bulk, am günstigsten",
  fiveToTwelve: "5 bis 12 Stunden",
  withinDays: "innerhalb von 48 Stunden",
  oneToFive: "1 bis 5 Minuten, am teuersten",
  oneToFiveNotDeep: "1 bis 5 Minuten, am teuersten; nicht aus Deep Archive",
  expedited: "Expedited",
  daysReadable: "Tage, die es lesbar ist",
  wholeDays: "Eine ganze Zahl von Tagen, mindestens 1.",
  howSoon: "Wie bald",
  restoreWords:
    "S3 legt eine lesbare Kopie an und nimmt sie nach diesen Tagen wieder weg. Bis dahin werden beide bezahlt. Das Objekt bleibt im Archiv.",

  // storage-class.ts
  standardIa: "Standard-IA, selten gelesen",
  oneZoneIa: "One Zone-IA, selten gelesen, in einer Zone",
  glacierIr: "Glacier Instant Retrieval, sofort lesbares Archiv",
  glacier: "Glacier Flexible Retrieval, Archiv",
  deepArchive: "Glacier Deep Archive, Archiv",
  paidDays: (days) =>
    `Mindestens ${days} Tage davon werden bezahlt, auch wenn es vorher gelöscht oder verschoben wird`,
  paidSmall: ", und 128 KB von jedem Objekt",
  archiveWait: (isDeep, paid) =>
    `Es kann erst geöffnet oder heruntergeladen werden, wenn es wiederhergestellt ist; das dauert ${isDeep ? "einen halben bis zwei Tage" : "Minuten bis Stunden"}. ${paid}.`,
  eachRead: (paid) => `${paid}. Auch jedes Lesen wird bezahlt.`,
  whatLeaves: (value, days) => `Was ${value} vor ${days} Tagen verlässt, wird bis zu deren Ende bezahlt.`,

  // files.tsx
  filesIn: (folder) => `Dateien in ${folder}`,
  uploadTo: (folder) => `Hochladen nach ${folder}`,
};
