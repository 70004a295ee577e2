//! `[connection.role]`: how a connection becomes a role.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use wardrobe_roles::{
    Account, Base, Federated, Role, Service, SessionLimits, SourceName, Temporary,
};

use super::duration;
use super::reader::Section;
use super::secret;
use super::server::http_url;

const KINDS: &str = "service, account, temporary, identity-provider or saml";

/// What STS takes.
const SHORTEST: Duration = Duration::from_secs(900);
const LONGEST: Duration = Duration::from_secs(43_200);
const POLICY_MAX: usize = 2_048;
const POLICY_ARNS_MAX: usize = 10;
const TAGS_MAX: usize = 50;

pub(super) fn read(section: &Section<'_>, base: &Path) -> Role {
    let Some(role) = section.section("role") else {
        section.mistake("[connection.role] is missing: how does this connection become a role?");
        return Role::Temporary(Temporary {});
    };
    match role.required("kind").as_str() {
        "service" => Role::Service(Box::new(service(&role, base))),
        "account" => Role::Account(Box::new(account(&role, base))),
        "temporary" | "" => Role::Temporary(Temporary {}),
        "identity-provider" => {
            let federated = Federated {
                roles_claim: role.text("roles_claim"),
                provider_id: role.text("provider_id"),
                ..federated(&role)
            };
            if federated.arns.is_empty() && federated.roles_claim.is_none() {
                role.mistake("which roles? Write arns = [\"arn:aws:iam::…\"] or roles_claim");
            }
            Role::IdentityProvider(Box::new(federated))
        }
        "saml" => Role::Saml(Box::new(federated(&role))),
        other => {
            let words = format!("there is no role kind {other:?}; write {KINDS}");
            role.mistake_at("kind", words);
            Role::Temporary(Temporary {})
        }
    }
}

fn service(role: &Section<'_>, base: &Path) -> Service {
    Service {
        sources: role.texts("sources").map(|names| sources(role, &names)),
        profile: role.text("profile"),
        instance_endpoint: role.parsed("instance_endpoint", http_url),
        container_endpoint: role.parsed("container_endpoint", http_url),
        container_token_file: role.text("container_token_file").map(|p| base.join(p)),
    }
}

fn sources(role: &Section<'_>, names: &[String]) -> Vec<SourceName> {
    if names.is_empty() {
        role.mistake_at("sources", "sources must name at least one source");
    }
    let known = |name: &String| {
        let source = SourceName::ALL.into_iter().find(|s| s.as_str() == name);
        if source.is_none() {
            let all = SourceName::ALL.map(SourceName::as_str).join(", ");
            let words = format!("there is no source {name:?}; there are {all}");
            role.mistake_at("sources", words);
        }
        source
    };
    names.iter().filter_map(known).collect()
}

fn account(role: &Section<'_>, base: &Path) -> Account {
    let arn = role.required("arn");
    if !arn.is_empty() {
        check_arn(role, "arn", &arn);
    }
    let through = role.texts("through").unwrap_or_default();
    for arn in &through {
        check_arn(role, "through", arn);
    }
    let from = match role.text("base").as_deref() {
        None | Some("service") => Base::Service(Box::new(service(role, base))),
        Some("visitor") => Base::Visitor,
        Some(other) => {
            let words = format!("there is no base {other:?}; write service or visitor");
            role.mistake_at("base", words);
            Base::Visitor
        }
    };
    let mfa_serial = role.text("mfa_serial");
    if mfa_serial.is_some() && !matches!(from, Base::Visitor) {
        let words = "only users have MFA devices: write base = \"visitor\", so that people bring credentials of their own";
        role.mistake_at("mfa_serial", words);
    }
    let tags = role.pairs("tags").unwrap_or_default();
    let transitive_tag_keys = role.texts("transitive_tag_keys").unwrap_or_default();
    let has = |key: &String| tags.iter().any(|(tag, _)| tag == key);
    if let Some(key) = transitive_tag_keys.iter().find(|key| !has(key)) {
        let words = format!("transitive_tag_keys names {key:?}, which is not among the tags");
        role.mistake_at("transitive_tag_keys", words);
    }
    if tags.len() > TAGS_MAX {
        role.mistake_at("tags", "AWS takes at most 50 tags");
    }
    Account {
        arn,
        through,
        base: from,
        external_id: external_id(role, base),
        session_name: role.text("session_name").unwrap_or("{person}".to_owned()),
        source_identity: role.text("source_identity"),
        mfa_serial,
        tags,
        transitive_tag_keys,
        session: limits(role),
    }
}

fn external_id(role: &Section<'_>, base: &Path) -> Option<String> {
    let id = secret::read(role, "external_id", "external_id_file", base)?;
    let known = |c: char| c.is_ascii_alphanumeric() || "_+=,.@:/-".contains(c);
    if !(2..=1_224).contains(&id.len()) || !id.chars().all(known) {
        let words = "external_id must be 2 to 1,224 letters, digits and _+=,.@:/-; `wardrobe external-id` makes one";
        role.mistake_at("external_id", words);
    }
    Some(id)
}

fn federated(role: &Section<'_>) -> Federated {
    let arns = role.texts("arns").unwrap_or_default();
    for arn in &arns {
        check_arn(role, "arns", arn);
    }
    Federated {
        identity_provider: role.required("identity_provider"),
        arns,
        session: limits(role),
        ..Federated::default()
    }
}

fn limits(role: &Section<'_>) -> SessionLimits {
    let duration = role.parsed("duration", |text| match duration::parse(text)? {
        d if d < SHORTEST || d > LONGEST => Err("AWS takes 15m to 12h".to_owned()),
        d => Ok(d),
    });
    let policy = role.parsed("policy", |text| {
        let known = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FF}');
        match serde_json::from_str::<Value>(text) {
            Ok(Value::Object(_)) if text.chars().count() > POLICY_MAX => {
                Err("a session policy has at most 2,048 characters".to_owned())
            }
            Ok(Value::Object(_)) if !text.chars().all(known) => {
                Err("write characters beyond U+00FF as \\uXXXX".to_owned())
            }
            Ok(Value::Object(_)) => Ok(text.to_owned()),
            Ok(_) => Err("a policy is a JSON object".to_owned()),
            Err(error) => Err(format!("this is no JSON: {error}")),
        }
    });
    let policy_arns = role.texts("policy_arns").unwrap_or_default();
    if policy_arns.len() > POLICY_ARNS_MAX {
        role.mistake_at("policy_arns", "AWS takes at most 10 policies");
    }
    SessionLimits {
        duration: duration.unwrap_or(SessionLimits::default().duration),
        policy,
        policy_arns,
    }
}

fn check_arn(role: &Section<'_>, key: &str, arn: &str) {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let good = matches!(parts[..], ["arn", partition, "iam", "", account, name]
        if !partition.is_empty()
            && account.len() == 12
            && account.bytes().all(|b| b.is_ascii_digit())
            && name.strip_prefix("role/").is_some_and(|name| !name.is_empty()));
    if !good {
        let words = format!("{arn:?} is no role; write arn:aws:iam::111111111111:role/NAME");
        role.mistake_at(key, words);
    }
}
