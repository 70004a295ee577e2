// Sentences of the server: what is wrong with a request, or with what was found there.
export const server: Record<string, string> = {
  // access.rs, administrator.rs, session.rs
  "Your sign-in for {} has ended. Please sign in again.":
    "Ihre Anmeldung für {} ist abgelaufen. Bitte melden Sie sich erneut an.",
  "A key has 1 to 1,024 bytes.": "Ein Schlüssel hat 1 bis 1.024 Byte.",
  "{} does not offer this place. Its administrator decides which places it offers.":
    "{} bietet diesen Ort nicht an. Welche Orte es sind, entscheidet der Administrator der Verbindung.",
  "You have not opened {}.": "Sie haben {} nicht geöffnet.",
  "There is no such connection.": "Diese Verbindung gibt es nicht.",
  "Only an administrator may set connections up.": "Nur ein Administrator darf Verbindungen einrichten.",
  "You are not signed in.": "Sie sind nicht angemeldet.",
  "The cookie could not be made.": "Das Cookie konnte nicht erstellt werden.",
  "Too many wrong passwords. Wait five minutes.": "Zu viele falsche Passwörter. Warten Sie fünf Minuten.",
  "The name or the password is wrong.": "Name oder Passwort ist falsch.",
  "This connection asks for a name and a password.":
    "Diese Verbindung verlangt einen Namen und ein Passwort.",
  "The {} is missing.": "Es fehlt: {}.",
  "It has ended already.": "Sie ist schon beendet.",
  "Wardrobe's own database failed.": "Die eigene Datenbank von Wardrobe hat versagt.",
  "The query string is not UTF-8.": "Die Anfrage ist kein UTF-8.",
  "The header Content-Length is missing.": "Der Header Content-Length fehlt.",
  "There is no such operation at {}.": "Diese Operation gibt es bei {} nicht.",

  "This request did not come from Wardrobe's own page.":
    "Diese Anfrage kam nicht von Wardrobes eigener Seite.",
  "Wardrobe made a mistake. It has been logged.": "Wardrobe hat einen Fehler gemacht. Er ist protokolliert.",

  // Files and folders.
  "{} is not a bucket name.": "{} ist kein Name eines Buckets.",
  "{} is no date such as 2026-05-31T00:00:00Z.": "{} ist kein Datum wie 2026-05-31T00:00:00Z.",
  "{} is itself to be copied.": "{} soll selbst kopiert werden.",
  "There is no ability {}.": "Die Fähigkeit {} gibt es nicht.",
  "An archive of nothing cannot be made.": "Ein Archiv ohne Inhalt gibt es nicht.",
  "All of an archive must be in the folder it names.":
    "Alles in einem Archiv muss in dem Ordner liegen, den es nennt.",
  "There is no such archive any more. Please download it once more.":
    "Dieses Archiv gibt es nicht mehr. Bitte laden Sie es noch einmal herunter.",
  "A batch has 9 MiB at most; larger files go by themselves.":
    "Ein Stapel hat höchstens 9 MiB; größere Dateien gehen einzeln.",
  "The body was cut off. Nothing was stored.": "Die Anfrage wurde abgeschnitten. Nichts wurde gespeichert.",
  "The body has no first line.": "Der Anfrage fehlt die erste Zeile.",
  "A batch has 1 to 100 objects.": "Ein Stapel hat 1 bis 100 Objekte.",
  "The body has fewer bytes than its objects.": "Die Anfrage hat weniger Bytes als ihre Objekte.",
  "The body has more bytes than its objects.": "Die Anfrage hat mehr Bytes als ihre Objekte.",
  "A folder ends in a slash.": "Ein Ordner endet mit einem Schrägstrich.",
  "A folder's key ends in a slash.": "Der Schlüssel eines Ordners endet mit einem Schrägstrich.",
  "The folder {} must end in a slash.": "Der Ordner {} muss mit einem Schrägstrich enden.",
  "This is already its place.": "Dort liegt es schon.",
  "A folder cannot go into itself.": "Ein Ordner kann nicht in sich selbst.",
  "Two things would come to be at {}.": "Zwei Dinge lägen dann bei {}.",
  "What S3 holds now is not what was sent: its size or checksum differs.":
    "Was S3 jetzt hat, ist nicht, was gesendet wurde: Größe oder Prüfsumme weicht ab.",
  "The parts that S3 has are not those that were sent.": "Die Teile, die S3 hat, sind nicht die gesendeten.",
  "S3 has {} of {} parts as they should be.": "S3 hat {} von {} Teilen, wie sie sein sollen.",
  "There is already an object of this name.": "Ein Objekt dieses Namens gibt es schon.",
  "More than 5 GiB must be uploaded in parts.": "Mehr als 5 GiB müssen in Teilen hochgeladen werden.",
  "If-None-Match must be *.": "If-None-Match muss * sein.",
  "What is to be kept is that of the object which If-Match names by its ETag.":
    "Was behalten werden soll, ist das des Objekts, das If-Match mit seinem ETag nennt.",
  "Parts go straight to the store here.": "Teile gehen hier direkt zum Speicher.",
  "Parts go through Wardrobe here.": "Teile gehen hier durch Wardrobe.",
  "Part {} has {} bytes, not {}.": "Teil {} hat {} Byte, nicht {}.",
  "A part's number is a number.": "Die Nummer eines Teils ist eine Zahl.",
  "This upload has no part {}.": "Dieser Upload hat keinen Teil {}.",
  "An empty file has no parts.": "Eine leere Datei hat keine Teile.",
  "S3 holds no object as large as this.": "Ein so großes Objekt nimmt S3 nicht auf.",
  "There is no such upload any more.": "Diesen Upload gibt es nicht mehr.",
  "This bucket keeps no versions.": "Dieser Bucket bewahrt keine Versionen auf.",
  "This bucket makes no versions any more: what is there now would be lost.":
    "Dieser Bucket legt keine Versionen mehr an: Was jetzt da ist, ginge verloren.",
  "Which version is not said.": "Es fehlt, welche Version.",
  "A probe has 32 MiB at most.": "Eine Probe hat höchstens 32 MiB.",
  "This is the same object.": "Das ist dasselbe Objekt.",
  "Another object has come to be there, or the source has changed.":
    "Dort ist ein anderes Objekt entstanden, oder die Quelle hat sich geändert.",
  "The copy is not what was copied; another write came between. The source is untouched.":
    "Die Kopie ist nicht, was kopiert wurde; jemand anderes hat dazwischen geschrieben. Die Quelle ist unberührt.",
  "The source has changed since it was copied, and stays.":
    "Die Quelle hat sich seit dem Kopieren geändert und bleibt.",
  "What arrived is not what was sent. The source is untouched.":
    "Was ankam, ist nicht, was gesendet wurde. Die Quelle ist unberührt.",
  "The object changed while it was being read.": "Das Objekt hat sich geändert, während es gelesen wurde.",
  "There is nothing in the folder {} any more.": "Im Ordner {} ist nichts mehr.",
  "S3 gave no reason.": "S3 nannte keinen Grund.",
  "S3 answered {} {}.": "S3 antwortete {} {}.",
  "S3 answered {} and gave no reason.": "S3 antwortete {} und nannte keinen Grund.",
  "The store began an upload but gave it no id.":
    "Der Speicher begann einen Upload, gab ihm aber keine Kennung.",
  "The store lists the same versions again and again.":
    "Der Speicher listet immer wieder dieselben Versionen auf.",

  // Jobs.
  "There is no such job any more.": "Diesen Auftrag gibt es nicht mehr.",
  "It does not run any more.": "Er läuft nicht mehr.",
  "There is nothing left of it to do.": "Von ihm ist nichts mehr zu tun.",
  "It lies in an archive and must be restored first.":
    "Es liegt in einem Archiv und muss erst wiederhergestellt werden.",
  "Cancelled, because its role was closed or its person signed out.":
    "Abgebrochen, weil die Rolle geschlossen wurde oder die Person sich abgemeldet hat.",
  "Too many objects have failed, so it was stopped. Resuming tries those again and goes on.":
    "Zu viele Objekte sind gescheitert, darum wurde angehalten. Fortsetzen versucht es mit ihnen noch einmal und macht weiter.",
  "There is nothing to do.": "Es gibt nichts zu tun.",
  "A restored copy is kept for 1 to 3,650 days.": "Eine wiederhergestellte Kopie bleibt 1 bis 3.650 Tage.",
  "There is nothing to change.": "Es gibt nichts zu ändern.",
  "An object has ten tags at most.": "Ein Objekt hat höchstens zehn Tags.",

  // Search.
  "Either text, or glob, or regex.": "Entweder Text oder Muster oder regulärer Ausdruck.",
  "A pattern has at most {} characters.": "Ein Muster hat höchstens {} Zeichen.",
  "The least size is above the greatest.": "Die kleinste Größe liegt über der größten.",
  "The first date is not before the last.": "Das erste Datum liegt nicht vor dem letzten.",
  "This pattern is too large.": "Dieses Muster ist zu groß.",
  "This is no regular expression: {}.": "Das ist kein regulärer Ausdruck: {}.",
  "A [ in this pattern has no ].": "Einem [ in diesem Muster fehlt das ].",
  "This pattern ends in a \\.": "Dieses Muster endet mit einem \\.",
  "A { in this pattern has no }.": "Einem { in diesem Muster fehlt das }.",

  // refusal/cors.rs, and policies without room
  "Wardrobe works without it, and passes on every byte itself. For files to go straight to S3, whoever looks after the bucket {} has to put this rule before its other CORS rules (S3 console, Permissions).":
    "Wardrobe kommt ohne aus und reicht jedes Byte selbst weiter. Damit Dateien direkt zu S3 gehen, muss wer sich um den Bucket {} kümmert, diese Regel vor dessen andere CORS-Regeln setzen (S3-Konsole, Berechtigungen).",
  "This has {} characters, and a policy there may have {}: name fewer places, or shorter beginnings of keys with * behind them.":
    "Das sind {} Zeichen, und eine Richtlinie dort darf {} haben: Nennen Sie weniger Orte oder kürzere Anfänge von Schlüsseln mit * dahinter.",
};
