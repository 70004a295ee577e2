use serde_json::json;

use super::*;
use crate::denial::Said;

const ROLE: &str = "arn:aws:iam::222222222222:role/partner-files";
const CALLER: &str = "arn:aws:sts::111111111111:assumed-role/wardrobe/i-0abc";

fn refused(action: &str, code: &str, message: &str) -> Denial {
    Denial::of(&Said {
        status: Some(403),
        code: Some(code),
        message,
        ..Said::new(Service::Sts, action, ROLE)
    })
}

fn account(message: &str, external_id: Option<&str>) -> Remedy {
    let denial = refused("sts:AssumeRole", "AccessDenied", message);
    remedy(&denial, Some(Trusting::Account { external_id })).expect("a remedy")
}

/// S3's refusal of `action` on `key` of a bucket, to a role of one account.
fn s3(action: &str, key: &str, reason: &str) -> Remedy {
    let resource = format!("arn:aws:s3:::files/{key}");
    let message = format!(
        "User: {CALLER} is not authorized to perform: {action} on resource: \"{resource}\"{reason}"
    );
    let denial = Denial::of(&Said {
        status: Some(403),
        code: Some("AccessDenied"),
        message: &message,
        ..Said::new(Service::S3, action, &resource)
    });
    remedy(&denial, None).expect("a remedy")
}

const LACKING: &str = " because no identity-based policy allows the s3:GetObject action";

#[test]
fn the_callers_own_policy_lacks_it() {
    let found = account(
        &format!(
            "User: {CALLER} is not authorized to perform: sts:AssumeRole on resource: {ROLE} because no identity-based policy allows the sts:AssumeRole action"
        ),
        None,
    );
    assert!(
        found.words.contains("account 111111111111"),
        "{}",
        found.words
    );
    assert_eq!(
        found.policies[0].document,
        json!({ "Version": "2012-10-17", "Statement": [
            { "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": ROLE },
        ]})
    );
    assert!(
        found.policies[0]
            .place
            .to_string()
            .contains("arn:aws:iam::111111111111:role/wardrobe")
    );
    assert_eq!(found.policies.len(), 1);
}

#[test]
fn without_a_reason_both_sides_are_shown_with_the_external_id() {
    let found = account(
        &format!("User: {CALLER} is not authorized to perform: sts:AssumeRole on resource: {ROLE}"),
        Some("id-1"),
    );
    let trust = &found.policies[0].document["Statement"][0];
    assert_eq!(
        trust["Principal"]["AWS"],
        "arn:aws:iam::111111111111:role/wardrobe"
    );
    assert_eq!(trust["Condition"]["StringEquals"]["sts:ExternalId"], "id-1");
}

#[test]
fn the_action_that_was_refused_is_the_one_to_allow() {
    let found = account(
        &format!("User: {CALLER} is not authorized to perform: sts:TagSession on resource: {ROLE}"),
        Some("id-1"),
    );
    let trust = &found.policies[0].document["Statement"][0];
    assert_eq!(trust["Action"], "sts:TagSession");
    assert!(trust.get("Condition").is_none());
}

#[test]
fn a_denial_is_not_lifted_by_allowing() {
    let found = account(
        &format!(
            "User: {CALLER} is not authorized to perform: sts:AssumeRole on resource: {ROLE} with an explicit deny in a service control policy"
        ),
        None,
    );
    assert!(found.policies.is_empty());
}

#[test]
fn a_sign_in_that_is_not_trusted_names_its_conditions() {
    let action = "sts:AssumeRoleWithWebIdentity";
    let error = refused(
        action,
        "AccessDenied",
        "Not authorized to perform sts:AssumeRoleWithWebIdentity",
    );
    let trusting = Trusting::OpenId {
        issuer: "https://idp.example.com/realms/corp",
        client_id: "wardrobe",
    };
    let found = remedy(&error, Some(trusting)).expect("a remedy");
    let trust = &found.policies[0].document["Statement"][0];
    assert_eq!(
        trust["Principal"]["Federated"],
        "arn:aws:iam::222222222222:oidc-provider/idp.example.com/realms/corp"
    );
    assert_eq!(
        trust["Condition"]["StringEquals"]["idp.example.com/realms/corp:aud"],
        "wardrobe"
    );
    let error = refused(action, "InvalidIdentityToken", "Incorrect token audience");
    let found = remedy(&error, Some(trusting)).expect("a remedy");
    assert!(
        found
            .words
            .contains("add-client-id-to-open-id-connect-provider")
    );
    let error = refused(
        "sts:AssumeRoleWithSAML",
        "AccessDenied",
        "Not authorized to perform sts:AssumeRoleWithSAML",
    );
    let acs = "https://files.example.com/saml/acs";
    let found = remedy(
        &error,
        Some(Trusting::Saml {
            acs,
            provider: None,
        }),
    )
    .expect("a remedy");
    assert!(found.policies[0].document.to_string().contains(acs));
}

#[test]
fn a_key_stands_for_itself_and_for_no_other() {
    let found = s3("s3:GetObject", "a*b?c$d/${x}/☕", LACKING);
    let policy = &found.policies[0];
    assert_eq!(
        policy.document["Statement"][0]["Resource"],
        "arn:aws:s3:::files/a${*}b${?}c${$}d/${$}{x}/☕"
    );
    // IAM takes Latin-1 only; the rest as an escape.
    assert!(policy.text().is_ascii() && policy.text().contains("\\u2615"));
    let forms = policy.forms();
    let terraform = forms.terraform.expect("Terraform");
    assert!(
        terraform.contains("files/a&{*}b&{?}c&{$}d/&{$}{x}/☕"),
        "{terraform}"
    );
}

#[test]
fn a_name_that_was_made_up_stands_for_any_and_what_is_before_it_for_itself() {
    let denial = Denial::of(&Said {
        made_up: Some("made-up"),
        caller: Some(CALLER),
        status: Some(403),
        code: Some("AccessDenied"),
        message: "Access Denied",
        ..Said::new(Service::S3, "s3:PutObject", "arn:aws:s3:::b/a*/made-up")
    });
    assert_eq!(denial.resource, "arn:aws:s3:::b/a*/*");
    let found = remedy(&denial, None).expect("a remedy");
    let statement = &found.policies[0].document["Statement"][0];
    assert_eq!(statement["Resource"], "arn:aws:s3:::b/a${*}/*");
}

#[test]
fn a_listing_is_allowed_for_its_prefix_alone() {
    let bucket = "arn:aws:s3:::files";
    let denial = Denial::of(&Said {
        prefix: Some("team/a$/"),
        status: Some(403),
        code: Some("AccessDenied"),
        message: &format!(
            "User: {CALLER} is not authorized to perform: s3:ListBucket on resource: \"{bucket}\" because no identity-based policy allows the s3:ListBucket action"
        ),
        ..Said::new(Service::S3, "s3:ListBucket", bucket)
    });
    let found = remedy(&denial, None).expect("a remedy");
    assert_eq!(
        found.policies[0].document["Statement"],
        json!([{ "Effect": "Allow", "Action": "s3:ListBucket", "Resource": bucket,
            "Condition": { "StringEquals": { "s3:prefix": "team/a${$}/" } } }])
    );
}

#[test]
fn a_shell_takes_a_key_with_quotes_as_one_word() {
    let cli = s3("s3:GetObject", "it's; rm -rf *", LACKING).policies[0]
        .forms()
        .cli;
    let cli = cli.expect("commands");
    assert!(
        cli.starts_with(
            "aws iam put-role-policy --role-name wardrobe --policy-name wardrobe-s3-GetObject-"
        ),
        "{cli}"
    );
    assert!(cli.contains(r"it'\''s; rm -rf ${*}"), "{cli}");
}

#[test]
fn what_does_not_fit_is_said() {
    let key = "☕".repeat(341);
    let user = Denial::of(&Said {
        status: Some(403),
        code: Some("AccessDenied"),
        message: "User: arn:aws:iam::111111111111:user/ada is not authorized to perform: s3:GetObject because no identity-based policy allows the s3:GetObject action",
        ..Said::new(
            Service::S3,
            "s3:GetObject",
            &format!("arn:aws:s3:::files/{key}"),
        )
    });
    let found = remedy(&user, None).expect("a remedy");
    let words = found.policies[0].too_long().expect("too long");
    assert!(words.contains("2048"), "{words}");
    assert_eq!(
        s3("s3:GetObject", &key, LACKING).policies[0].too_long(),
        None
    );
}

#[test]
fn a_permission_set_is_changed_in_identity_center() {
    let denial = Denial::of(&Said {
        status: Some(403),
        code: Some("AccessDenied"),
        message: "User: arn:aws:sts::111111111111:assumed-role/AWSReservedSSO_Read_0123456789abcdef/ada is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::files/a\" because no identity-based policy allows the s3:PutObject action",
        ..Said::new(Service::S3, "s3:PutObject", "arn:aws:s3:::files/a")
    });
    let found = remedy(&denial, None).expect("a remedy");
    assert!(
        found.words.contains("the permission set Read"),
        "{}",
        found.words
    );
    assert_eq!(found.policies[0].forms().cli, None);
}
