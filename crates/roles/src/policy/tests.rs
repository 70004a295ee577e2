//! What connections need, as people read it.

use serde_json::json;

use super::*;
use crate::{Account, Federated, Service, SessionLimits, SourceName, Temporary};

const ROLE: &str = "arn:aws:iam::222222222222:role/team/files";
const SERVER: &str = "arn:aws:iam::111111111111:role/wardrobe";

fn at(bucket: &str, prefix: &str) -> Reach {
    Reach {
        bucket: bucket.to_owned(),
        prefix: prefix.to_owned(),
    }
}

fn account() -> Account {
    Account {
        arn: ROLE.to_owned(),
        through: Vec::new(),
        base: Base::Service(Box::default()),
        external_id: Some("id-1".to_owned()),
        session_name: "{person}".to_owned(),
        source_identity: None,
        mfa_serial: None,
        tags: Vec::new(),
        transitive_tag_keys: Vec::new(),
        session: SessionLimits::default(),
    }
}

fn wish<'a>(role: &'a Role, places: &'a [Reach]) -> Wish<'a> {
    Wish {
        role,
        places,
        rights: Rights::ReadAndWrite,
        versions: false,
        principal: Some(SERVER),
        sign_in: None,
        bucket_account: None,
        key: None,
    }
}

/// What stands at the place that is called so.
fn of<'a>(needed: &'a Needed, place: &str) -> &'a Value {
    let found = needed
        .policies
        .iter()
        .find(|p| p.place.to_string() == place);
    let places = || needed.policies.iter().map(|p| p.place.to_string());
    let found = found.ok_or_else(|| places().collect::<Vec<_>>());
    &found.expect("a policy at this place").document["Statement"]
}

#[test]
fn a_role_of_another_account_trusts_the_server_and_nobody_else() {
    let role = Role::Account(Box::new(account()));
    let needed = needed(&wish(&role, &[at("drop", "in/")]));
    assert_eq!(
        of(&needed, &format!("the trust policy of files ({ROLE})")),
        &json!([{
            "Effect": "Allow", "Principal": { "AWS": SERVER }, "Action": "sts:AssumeRole",
            "Condition": { "StringEquals": { "sts:ExternalId": "id-1" } },
        }])
    );
    assert_eq!(
        of(
            &needed,
            &format!("a permissions policy of wardrobe ({SERVER})")
        ),
        &json!([{ "Effect": "Allow", "Action": ["sts:AssumeRole"], "Resource": ROLE }])
    );
    assert_eq!(
        of(&needed, &format!("a permissions policy of files ({ROLE})")),
        &json!([
            { "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::drop",
              "Condition": { "StringLike": { "s3:prefix": "in/*" } } },
            { "Effect": "Allow", "Action": ["s3:GetBucketVersioning", "s3:GetEncryptionConfiguration"],
              "Resource": "arn:aws:s3:::drop" },
            { "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject",
              "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:GetObjectTagging",
              "s3:PutObjectTagging"], "Resource": "arn:aws:s3:::drop/in/*" },
        ])
    );
}

#[test]
fn tags_and_a_source_identity_are_allowed_only_where_they_are_sent() {
    let door = "arn:aws:iam::222222222222:role/door";
    let sending = Account {
        through: vec![door.to_owned()],
        base: Base::Visitor,
        mfa_serial: Some("arn:aws:iam::111111111111:mfa/{person}".to_owned()),
        source_identity: Some("{person}".to_owned()),
        tags: vec![("Team".to_owned(), "red".to_owned())],
        ..account()
    };
    let role = Role::Account(Box::new(sending));
    let needed = needed(&wish(&role, &[]));
    let trust = of(&needed, &format!("the trust policy of door ({door})"));
    let mfa = json!({ "Bool": { "aws:MultiFactorAuthPresent": "true" } });
    assert_eq!(trust[0]["Condition"], mfa);
    assert_eq!(trust[1]["Action"], json!(["sts:SetSourceIdentity"]));
    let trust = of(&needed, &format!("the trust policy of files ({ROLE})"));
    assert_eq!(trust[0]["Principal"]["AWS"], door);
    let both = json!(["sts:TagSession", "sts:SetSourceIdentity"]);
    assert_eq!(trust[1]["Action"], both);
    let may = of(&needed, &format!("a permissions policy of door ({door})"));
    assert_eq!(
        may[0]["Action"],
        json!(["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"])
    );
}

#[test]
fn a_role_of_a_machine_trusts_the_service_it_runs_on() {
    let service = |sources| {
        let service = Service {
            sources,
            ..Service::default()
        };
        let role = Role::Service(Box::new(service));
        let needed = needed(&wish(&role, &[]));
        let trusts = needed
            .policies
            .iter()
            .filter(|p| p.place.to_string().contains("trust"));
        trusts
            .map(|p| {
                p.place
                    .to_string()
                    .split("on ")
                    .last()
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(service(Some(vec![SourceName::Instance])), ["EC2"]);
    assert_eq!(
        service(Some(vec![SourceName::Container])),
        ["ECS", "EKS with Pod Identity"]
    );
    assert_eq!(service(Some(vec![SourceName::Profile])), [""; 0]);
    assert_eq!(service(None).len(), 4);
}

#[test]
fn who_signs_in_is_trusted_with_what_was_made_out_to_us() {
    let federated = Federated {
        arns: vec![ROLE.to_owned()],
        ..Federated::default()
    };
    let role = Role::IdentityProvider(Box::new(federated.clone()));
    let issuer = "https://idp.example.com/realms/corp";
    let sign_in = SignIn::OpenId {
        issuer,
        client_id: "wardrobe",
    };
    let by_token = needed(&Wish {
        sign_in: Some(sign_in),
        ..wish(&role, &[])
    });
    let trust = &of(&by_token, &format!("the trust policy of files ({ROLE})"))[0];
    assert_eq!(
        trust["Condition"]["StringEquals"]["idp.example.com/realms/corp:aud"],
        "wardrobe"
    );
    assert!(
        by_token.providers[0]
            .cli
            .contains("--url 'https://idp.example.com/realms/corp'")
    );
    assert!(by_token.notes[0].contains(":sub"));

    let google = SignIn::OpenId {
        issuer: "https://accounts.google.com",
        client_id: "wardrobe",
    };
    let by_google = needed(&Wish {
        sign_in: Some(google),
        ..wish(&role, &[])
    });
    let trust = &of(&by_google, &format!("the trust policy of files ({ROLE})"))[0];
    assert_eq!(trust["Principal"]["Federated"], "accounts.google.com");
    assert!(by_google.providers.is_empty());

    let role = Role::Saml(Box::new(federated));
    let acs = "https://files.example.com/saml/acs";
    let sign_in = SignIn::Saml { acs, name: "corp" };
    let by_assertion = needed(&Wish {
        sign_in: Some(sign_in),
        ..wish(&role, &[])
    });
    let trust = &of(
        &by_assertion,
        &format!("the trust policy of files ({ROLE})"),
    )[0];
    assert_eq!(
        trust["Principal"]["Federated"],
        "arn:aws:iam::222222222222:saml-provider/corp"
    );
    assert_eq!(trust["Condition"]["StringEquals"]["SAML:aud"], acs);
}

#[test]
fn whoever_only_reads_may_write_nothing_and_a_place_is_named_to_the_letter() {
    let role = Role::Temporary(Temporary {});
    let places = [
        at("b", "a*b/"),
        at("b", "c/"),
        at("whole", "x/"),
        at("whole", ""),
    ];
    let reading = Wish {
        rights: Rights::Read,
        versions: true,
        ..wish(&role, &places)
    };
    let needed = needed(&reading);
    let statements = of(&needed, "a permissions policy of the role");
    assert_eq!(statements[0]["Resource"], "arn:aws:s3:::whole");
    assert_eq!(
        statements[1]["Condition"]["StringLike"]["s3:prefix"],
        json!(["a${*}b/*", "c/*"])
    );
    assert_eq!(
        statements[3]["Action"],
        json!(["s3:GetObject", "s3:GetObjectVersion"])
    );
    let objects = json!([
        "arn:aws:s3:::b/a${*}b/*",
        "arn:aws:s3:::b/c/*",
        "arn:aws:s3:::whole/*"
    ]);
    assert_eq!(statements[3]["Resource"], objects);
    assert_eq!(needed.policies.len(), 1);
}

#[test]
fn a_bucket_and_a_key_of_another_account_say_whom_they_let_in() {
    let role = Role::Account(Box::new(account()));
    let key = "arn:aws:kms:eu-west-1:333333333333:key/1";
    let places = [at("theirs", "")];
    let needed = needed(&Wish {
        bucket_account: Some("333333333333"),
        key: Some(key),
        ..wish(&role, &places)
    });
    let bucket = of(&needed, "the bucket policy of theirs");
    assert!(
        bucket
            .as_array()
            .is_some_and(|all| all.iter().all(|s| s["Principal"]["AWS"] == ROLE))
    );
    let at_key = &of(&needed, &format!("the key policy of {key}"))[0];
    assert_eq!(
        at_key["Condition"]["StringEquals"]["kms:ViaService"],
        "s3.eu-west-1.amazonaws.com"
    );
    let forms = needed.policies.last().expect("the key's").forms();
    assert!(forms.cli.expect("commands").contains("put-key-policy"));
}

#[test]
fn a_new_role_is_made_with_what_trusts_and_named_by_what_it_may() {
    let role = Role::Account(Box::new(account()));
    let needed = needed(&wish(&role, &[at("drop", "")]));
    let forms: Vec<_> = needed.policies.iter().map(PolicyToAdd::forms).collect();
    let cli = forms[0].cli.as_deref().expect("commands");
    assert!(
        cli.starts_with("aws iam create-role --role-name files --path /team/ --assume"),
        "{cli}"
    );
    let terraform = forms[0].terraform.as_deref().expect("Terraform");
    assert!(
        terraform.contains("resource \"aws_iam_role\" \"files\""),
        "{terraform}"
    );
    let terraform = forms[2].terraform.as_deref().expect("Terraform");
    assert!(
        terraform.contains("role   = aws_iam_role.files.name"),
        "{terraform}"
    );
    assert_eq!(terraform.matches("statement {").count(), 3, "{terraform}");
    let template = forms[2].cloudformation.as_deref().expect("a template");
    assert!(template.contains("RoleName: !Ref Files"), "{template}");
}
