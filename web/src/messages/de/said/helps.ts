// What would lift a refusal where no policy does, and where a policy belongs.
export const helps: Record<string, string> = {
  'An administrator of Wardrobe has to set region = "{}" in this connection.':
    'Ein Administrator von Wardrobe muss in dieser Verbindung region = "{}" setzen.',
  "An administrator of Wardrobe has to set the region of this bucket in the connection: aws s3api get-bucket-location says which.":
    "Ein Administrator von Wardrobe muss in der Verbindung die Region dieses Buckets setzen: aws s3api get-bucket-location sagt, welche.",
  "{} has to switch on STS in this region (IAM console, Account settings), or an administrator of Wardrobe has to choose another region for this connection.":
    "Im Konto der Rolle muss ein Administrator STS in dieser Region einschalten (IAM-Konsole, Account settings), oder ein Administrator von Wardrobe muss für diese Verbindung eine andere Region wählen.",
  'An administrator of Wardrobe has to set duration = "1h" for this connection: a role that was taken on by another role lasts no longer.':
    'Ein Administrator von Wardrobe muss für diese Verbindung duration = "1h" setzen: Eine Rolle, die von einer anderen Rolle angenommen wurde, gilt nicht länger.',
  "An administrator of Wardrobe has to set a shorter duration for this connection, or {} has to run: aws iam update-role --role-name {} --max-session-duration 43200":
    "Ein Administrator von Wardrobe muss für diese Verbindung eine kürzere Dauer setzen, oder ein Administrator im Konto der Rolle muss ausführen: aws iam update-role --role-name {2} --max-session-duration 43200",
  "Whoever looks after the identity provider has to let AWS reach its keys: its discovery document and jwks_uri, over https, with a certificate that everybody trusts.":
    "Wer sich um den Identitätsanbieter kümmert, muss AWS an dessen Schlüssel lassen: an das Discovery-Dokument und jwks_uri, über https, mit einem Zertifikat, dem alle trauen.",
  "An administrator of {} has to run: aws kms enable-key --key-id {}":
    "Ein Administrator ({}) muss ausführen: aws kms enable-key --key-id {}",
  "The key is about to be deleted, and what it encrypts with it. An administrator of {} has to run: aws kms cancel-key-deletion --key-id {} && aws kms enable-key --key-id {}":
    "Der Schlüssel wird bald gelöscht und damit, was er verschlüsselt. Ein Administrator ({}) muss ausführen: aws kms cancel-key-deletion --key-id {} && aws kms enable-key --key-id {}",
  "An administrator of {} has to look after the key that encrypts it: without it, nobody can read it.":
    "Ein Administrator ({}) muss sich um den Schlüssel kümmern, der es verschlüsselt: Ohne ihn kann es niemand lesen.",
  "An administrator has to attach a role to this instance: aws ec2 associate-iam-instance-profile --instance-id ID --iam-instance-profile Name=PROFILE":
    "Ein Administrator muss dieser Instanz eine Rolle geben: aws ec2 associate-iam-instance-profile --instance-id ID --iam-instance-profile Name=PROFILE",
  "An administrator has to switch on the metadata service of this instance: aws ec2 modify-instance-metadata-options --instance-id ID --http-endpoint enabled --http-tokens required":
    "Ein Administrator muss den Metadatendienst dieser Instanz einschalten: aws ec2 modify-instance-metadata-options --instance-id ID --http-endpoint enabled --http-tokens required",
  "On an EC2 instance, a container is one hop further away than the metadata service answers by default: aws ec2 modify-instance-metadata-options --instance-id ID --http-put-response-hop-limit 2. Elsewhere there is no such service, and the connection needs another source.":
    "Auf einer EC2-Instanz ist ein Container einen Schritt weiter weg, als der Metadatendienst von sich aus antwortet: aws ec2 modify-instance-metadata-options --instance-id ID --http-put-response-hop-limit 2. Anderswo gibt es diesen Dienst nicht, und die Verbindung braucht eine andere Quelle.",
  "An administrator has to give the task a task role (ECS), or the service account a Pod Identity association (EKS).":
    "Ein Administrator muss dem Task eine Task-Rolle geben (ECS) oder dem Service-Account eine Pod-Identity-Zuordnung (EKS).",
  "The authorization token of this container is not accepted: start the container anew, or check AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE.":
    "Das Autorisierungstoken dieses Containers wird nicht angenommen: Starten Sie den Container neu, oder prüfen Sie AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE.",
  "An administrator has to look after the agent on this machine: the ECS agent, or on EKS the add-on eks-pod-identity-agent.":
    "Ein Administrator muss sich um den Agenten auf diesem Rechner kümmern: den ECS-Agenten oder auf EKS das Add-on eks-pod-identity-agent.",

  // A role that is not given.
  "The root user of an account takes on no role. Use credentials of a user or a role.":
    "Der Root-Benutzer eines Kontos nimmt keine Rolle an. Verwenden Sie Zugangsdaten eines Benutzers oder einer Rolle.",
  "{} does not trust {}. {} has to add this statement to its trust policy. If it is there, a condition of that policy is not met, such as another external id or a code of an MFA device; and AWS may have left out that {} itself is not allowed to, for which the second statement is.":
    "{} vertraut {2} nicht. Ein Administrator des Kontos der Rolle muss ihre Vertrauensrichtlinie um diese Anweisung ergänzen. Steht sie schon da, so ist eine Bedingung dieser Richtlinie nicht erfüllt, etwa eine andere External-ID oder ein Code eines MFA-Geräts; und vielleicht sagt AWS nicht, dass {4} es selbst nicht darf, wofür die zweite Anweisung ist.",
  "{} does not trust {} with the external id {}. {} has to add this statement to its trust policy. If it is there, a condition of that policy is not met, such as another external id or a code of an MFA device; and AWS may have left out that {} itself is not allowed to, for which the second statement is.":
    "{} vertraut {2} mit der External-ID {3} nicht. Ein Administrator des Kontos der Rolle muss ihre Vertrauensrichtlinie um diese Anweisung ergänzen. Steht sie schon da, so ist eine Bedingung dieser Richtlinie nicht erfüllt, etwa eine andere External-ID oder ein Code eines MFA-Geräts; und vielleicht sagt AWS nicht, dass {5} es selbst nicht darf, wofür die zweite Anweisung ist.",
  "{} has to let the trust policy of {} take this sign-in.":
    "Ein Administrator im Konto der Rolle muss die Vertrauensrichtlinie von {2} diese Anmeldung annehmen lassen.",
  "{} has to let the trust policy of {} take this sign-in, whose {} is {}.":
    "Ein Administrator im Konto der Rolle muss die Vertrauensrichtlinie von {2} diese Anmeldung annehmen lassen, deren {3} {4} ist.",
  "{} has to let the trust policy of {} take assertions that are posted to {}.":
    "Ein Administrator im Konto der Rolle muss die Vertrauensrichtlinie von {2} Assertions annehmen lassen, die an {3} gesendet werden.",
  "{} has to let the trust policy of {} take assertions that are posted to {}, whose {} is {}.":
    "Ein Administrator im Konto der Rolle muss die Vertrauensrichtlinie von {2} Assertions annehmen lassen, die an {3} gesendet werden und deren {4} {5} ist.",
  "Account {} does not know this identity provider. An administrator there has to run: {}":
    "Konto {} kennt diesen Identitätsanbieter nicht. Ein Administrator dort muss ausführen: {}",
  "The provider in account {} does not know the client {}. An administrator there has to run: {}":
    "Der Anbieter in Konto {} kennt den Client {} nicht. Ein Administrator dort muss ausführen: {}",
  "The certificate of {} is not the one that account {} was told of. An administrator there has to run: {}":
    "Das Zertifikat von {} ist nicht das, das Konto {} genannt wurde. Ein Administrator dort muss ausführen: {}",
  "{} gave no ID token that AWS can read. Its administrator has to check the application of Wardrobe there.":
    "{} gab kein ID-Token aus, das AWS lesen kann. Der Administrator dort muss die Anwendung für Wardrobe prüfen.",
  "Account {} holds other metadata of this identity provider than it has now. An administrator there has to run: {}":
    "Konto {} hat andere Metadaten dieses Identitätsanbieters, als er jetzt hat. Ein Administrator dort muss ausführen: {}",
  "Whoever looks after the identity provider has to set the audience of this application to urn:amazon:webservices.":
    "Wer sich um den Identitätsanbieter kümmert, muss die Audience dieser Anwendung auf urn:amazon:webservices setzen.",
  "Whoever looks after the identity provider has to correct what it says of people in the attributes for AWS: 2 to 64 letters, digits and _+=,.@- each.":
    "Wer sich um den Identitätsanbieter kümmert, muss berichtigen, was er in den Attributen für AWS von Personen sagt: je 2 bis 64 Buchstaben, Ziffern und _+=,.@-.",

  // Where a policy belongs, behind "add".
  "the permission set {} in IAM Identity Center": "zum Berechtigungssatz {} in IAM Identity Center",
  "a permissions policy of the role": "zu einer Berechtigungsrichtlinie der Rolle",
  "a permissions policy of whoever of account {} it is":
    "zu einer Berechtigungsrichtlinie dessen, der es im Konto {} ist",
  "a permissions policy of {} ({})": "zu einer Berechtigungsrichtlinie von {} ({})",
  "the trust policy of {} ({})": "zur Vertrauensrichtlinie von {} ({})",
  "the trust policy of {} ({}), where it runs on {}": "zur Vertrauensrichtlinie von {} ({}), auf {}",
  "the bucket policy of {}": "zur Bucket-Richtlinie von {}",
  "the beginning of the CORS rules of the bucket {}": "am Anfang der CORS-Regeln des Buckets {}",
  "the key policy of {}": "zur Schlüsselrichtlinie von {}",
  "the key policy of the key that encrypts it": "zur Richtlinie des Schlüssels, der es verschlüsselt",
  "the session policy of these credentials": "zur Sitzungsrichtlinie dieser Zugangsdaten",
  "the identity provider {} in account {}": "zum Identitätsanbieter {} in Konto {}",
  "the identity provider {} in account {}, with its metadata in metadata.xml":
    "zum Identitätsanbieter {} in Konto {}, mit dessen Metadaten in metadata.xml",
};
