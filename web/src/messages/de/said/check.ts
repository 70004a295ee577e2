// Sentences of the server's check: what it looked at, and what it found.
export const check: Record<string, string> = {
  // What was looked at.
  "The clock of this server": "Die Uhr dieses Servers",
  "Credentials of this server": "Zugangsdaten dieses Servers",
  "Who we are to AWS": "Wer wir für AWS sind",
  "Take on the role by {}": "Die Rolle annehmen mit {}",
  "Take on the role": "Die Rolle annehmen",
  "The sign-in": "Die Anmeldung",
  "The credentials": "Die Zugangsdaten",
  "List the buckets of the account": "Die Buckets des Kontos auflisten",
  "List s3://{}": "s3://{} auflisten",
  "Read from s3://{}": "Aus s3://{} lesen",
  "Read s3://{}": "s3://{} lesen",
  "Write to s3://{}": "Nach s3://{} schreiben",
  "Write s3://{} in parts": "s3://{} in Teilen schreiben",
  "Write s3://{}": "s3://{} schreiben",
  "Delete s3://{}": "s3://{} löschen",
  "Versions in {}": "Versionen in {}",
  "Encryption in {}": "Verschlüsselung in {}",
  "Straight from a browser to {}": "Von einem Browser direkt zu {}",
  "Who Wardrobe is to AWS": "Wer Wardrobe für AWS ist",
  "The identity provider {}": "Der Identitätsanbieter {}",
  "Take on the role, and look at its files": "Die Rolle annehmen und ihre Dateien ansehen",

  // What there is to know besides.
  Account: "Konto",
  "User id": "Benutzer-ID",
  Role: "Rolle",
  "Who asks": "Wer fragt",
  "AWS says": "AWS sagt",
  Note: "Hinweis",
  "The sign-in's {}": "{} der Anmeldung",
  "To write anywhere there, the Resource is": "Um dort überall zu schreiben, ist die Resource",
  "Left behind": "Zurückgelassen",
  used: "verwendet",
  "not set up: {}": "nicht eingerichtet: {}",
  "failed: {}": "gescheitert: {}",

  // What was found.
  "STS answers, and its clock is within four minutes of ours.":
    "STS antwortet, und seine Uhr weicht von unserer keine vier Minuten ab.",
  "The clock of this server is {} seconds ahead of AWS's. AWS takes a signature for 15 minutes and a SAML response for five. Let the server set its clock by the network (chrony or systemd-timesyncd).":
    "Die Uhr dieses Servers geht gegenüber AWS {} Sekunden vor. AWS nimmt eine Signatur 15 Minuten lang an und eine SAML-Antwort fünf. Lassen Sie den Server seine Uhr nach dem Netz stellen (chrony oder systemd-timesyncd).",
  "The clock of this server is {} seconds behind AWS's. AWS takes a signature for 15 minutes and a SAML response for five. Let the server set its clock by the network (chrony or systemd-timesyncd).":
    "Die Uhr dieses Servers geht gegenüber AWS {} Sekunden nach. AWS nimmt eine Signatur 15 Minuten lang an und eine SAML-Antwort fünf. Lassen Sie den Server seine Uhr nach dem Netz stellen (chrony oder systemd-timesyncd).",
  "From its {} source.": "Aus der Quelle {}.",
  "They are there.": "Sie sind da.",
  "AWS knows us as {} in the role {}.": "AWS kennt uns als {} in der Rolle {}.",
  "AWS knows us as {}.": "AWS kennt uns als {}.",
  "There are none.": "Es gibt keine.",
  "There is one. Name it to look into it.": "Es gibt einen. Nennen Sie ihn, um hineinzusehen.",
  "There are {}. Name one to look into it.": "Es gibt {}. Nennen Sie einen, um hineinzusehen.",
  "Its objects can be listed.": "Seine Objekte lassen sich auflisten.",
  "It can be listed, and is empty.": "Es lässt sich auflisten und ist leer.",
  "It is empty.": "Es ist leer.",
  "No object was found that could be read.": "Es fand sich kein Objekt, das sich lesen ließe.",
  "Its first byte can be read.": "Das erste Byte lässt sich lesen.",
  "It can be read, and is empty.": "Es lässt sich lesen und ist leer.",
  "It is archived: it must be restored first.": "Es ist archiviert und muss erst wiederhergestellt werden.",
  "Not tried, because it writes an object. Ask for it to be tried.":
    "Nicht ausprobiert, weil dabei ein Objekt geschrieben wird. Das geht auf Wunsch.",
  "It was written.": "Es wurde geschrieben.",
  "An object of this name is there, and is left alone.":
    "Ein Objekt dieses Namens ist da und bleibt unberührt.",
  "It is there since a check that could not delete it.":
    "Es ist noch von einer Prüfung da, die es nicht löschen konnte.",
  "It was begun, and given up.": "Es wurde begonnen und aufgegeben.",
  "It was deleted.": "Es wurde gelöscht.",
  "The bucket keeps every version: what is deleted or written over can be had back.":
    "Der Bucket behält jede Version: Gelöschtes und Überschriebenes lässt sich zurückholen.",
  "The bucket kept versions once and does no longer: deleting is for good.":
    "Der Bucket hat früher Versionen behalten und tut es nicht mehr: Löschen ist endgültig.",
  "The bucket keeps no versions: deleting is for good.":
    "Der Bucket behält keine Versionen: Löschen ist endgültig.",
  "This role may not ask (s3:GetBucketVersioning), or the store knows no versions.":
    "Diese Rolle darf nicht fragen (s3:GetBucketVersioning), oder der Speicher kennt keine Versionen.",
  "S3 encrypts with keys of its own.": "S3 verschlüsselt mit eigenen Schlüsseln.",
  "S3 encrypts with the key aws/s3 of the account.": "S3 verschlüsselt mit dem Schlüssel aws/s3 des Kontos.",
  "S3 encrypts with the key {}: to write takes kms:GenerateDataKey on it, to read kms:Decrypt.":
    "S3 verschlüsselt mit dem Schlüssel {}: Schreiben braucht dafür kms:GenerateDataKey, Lesen kms:Decrypt.",
  "This role may not ask (s3:GetEncryptionConfiguration).":
    "Diese Rolle darf nicht fragen (s3:GetEncryptionConfiguration).",
  "The store does not say.": "Der Speicher sagt es nicht.",
  "The bucket's rules let pages of {} send files to it and read the answers.":
    "Die Regeln des Buckets lassen Seiten von {} Dateien senden und die Antworten lesen.",
  "The bucket {} has no rule that lets pages of {} send files to it.":
    "Der Bucket {} hat keine Regel, die Seiten von {} Dateien senden lässt.",
  "The rules of the bucket {} let pages of {} send files to it, but not read the ETag of what they sent.":
    "Die Regeln des Buckets {} lassen Seiten von {} Dateien senden, aber nicht das ETag des Gesendeten lesen.",

  // While a connection is set up.
  "Correct what is wrong first.": "Berichtigen Sie erst, was falsch ist.",
  "There is nothing to try.": "Es gibt nichts auszuprobieren.",
  "{} cannot be set here.": "{} lässt sich hier nicht setzen.",
  "Policies name this server {}.": "Richtlinien nennen diesen Server {}.",
  "It answers, and describes itself as {}.": "Er antwortet und beschreibt sich als {}.",
  "Its metadata can be had, and says where people sign in.":
    "Seine Metadaten sind zu haben und sagen, wo man sich anmeldet.",
  "Somebody has to paste credentials of theirs. Try it when the connection is there, or with wardrobe check.":
    "Jemand muss eigene Zugangsdaten einfügen. Probieren Sie es aus, wenn die Verbindung da ist, oder mit wardrobe check.",
  "Somebody has to paste credentials of theirs, which then take on the role. Try it when the connection is there, or with wardrobe check.":
    "Jemand muss eigene Zugangsdaten einfügen, die dann die Rolle annehmen. Probieren Sie es aus, wenn die Verbindung da ist, oder mit wardrobe check.",
  "Somebody has to sign in for it. Try it when the connection is there, or with wardrobe check.":
    "Jemand muss sich dafür anmelden. Probieren Sie es aus, wenn die Verbindung da ist, oder mit wardrobe check.",
  "Put the ARN of the role that Wardrobe runs as where {} stands.":
    "Setzen Sie die ARN der Rolle, unter der Wardrobe läuft, an die Stelle von {}.",
  "Put the ARN of whoever opens the connection where {} stands, or of their account's root for everybody there whose own policies allow it.":
    "Setzen Sie die ARN dessen, der die Verbindung öffnet, an die Stelle von {}, oder die des Root seines Kontos für alle dort, deren eigene Richtlinien es erlauben.",
  "If Wardrobe runs on EKS with Pod Identity, its sessions carry tags: add sts:TagSession to each trust policy and to what its own role may do.":
    "Läuft Wardrobe auf EKS mit Pod Identity, so tragen seine Sitzungen Tags: Fügen Sie sts:TagSession zu jeder Vertrauensrichtlinie hinzu und zu dem, was seine eigene Rolle darf.",
  "The sign-in says which roles there are: put the ARN of each where {} stands.":
    "Die Anmeldung sagt, welche Rollen es gibt: Setzen Sie die ARN jeder an die Stelle von {}.",
  "This trusts everybody who can sign in to this application. To trust some of them, add a condition on who they are (…:sub, the key beside …:aud), or let the provider give the application to a group only: IAM knows no claim of groups.":
    "Das vertraut allen, die sich bei dieser Anwendung anmelden können. Um nur manchen zu vertrauen, fügen Sie eine Bedingung hinzu, wer sie sind (…:sub, der Schlüssel neben …:aud), oder lassen Sie den Anbieter die Anwendung nur einer Gruppe geben: Einen Claim für Gruppen kennt IAM nicht.",
  "Who gets which role, the identity provider says: in the attribute https://aws.amazon.com/SAML/Attributes/Role, as the ARN of the role, a comma and the ARN of the provider.":
    "Wer welche Rolle bekommt, sagt der Identitätsanbieter: im Attribut https://aws.amazon.com/SAML/Attributes/Role, als ARN der Rolle, ein Komma und ARN des Anbieters.",
  "The list of buckets has only those of the role's own account: name the buckets of the other one.":
    "Die Liste der Buckets hat nur die des Kontos der Rolle: Nennen Sie die Buckets des anderen.",
  "The key's own policy has to leave it to the policies of its account, as AWS writes it at first, or to name the role.":
    "Die Richtlinie des Schlüssels muss es den Richtlinien seines Kontos überlassen, wie AWS sie anfangs schreibt, oder die Rolle nennen.",
  "Of the trust policies, the role needs the one for where Wardrobe runs.":
    "Von den Vertrauensrichtlinien braucht die Rolle die für den Ort, an dem Wardrobe läuft.",
};
