//! What a sign-in says of itself, by the keys that a trust policy may put conditions on,
//! and what a session for it carries.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html>

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use crate::Carried;
use crate::openid::texts;
use crate::saml::Response;

/// The claim with session tags.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp>
const TAGS: &str = "https://aws.amazon.com/tags";

/// A condition key and what AWS finds there.
pub(crate) type Says = Vec<(String, String)>;

/// Of an ID token, whose signature nobody checks here: it is only shown.
pub(crate) fn of_token(token: &str) -> Says {
    let claims = claims(token);
    let all = |claim: &str| texts(&claims, claim).join(", ");
    let issuer = all("iss");
    let host = issuer.split_once("://").map_or("", |(_, host)| host);
    // AWS takes whom it was issued to before whom it is for.
    let audience = match all("azp") {
        none if none.is_empty() => all("aud"),
        to => to,
    };
    let said = [("aud", audience), ("sub", all("sub")), ("amr", all("amr"))];
    let known = said.into_iter().filter(|(_, value)| !value.is_empty());
    known
        .map(|(key, value)| (format!("{}:{key}", host.trim_end_matches('/')), value))
        .collect()
}

/// Of a SAML response, which only AWS proves: it is only shown.
pub(crate) fn of_response(encoded: &str) -> Says {
    let Ok(response) = Response::read(encoded) else {
        return Vec::new();
    };
    let said = [
        ("SAML:aud", response.recipient),
        ("SAML:iss", Some(response.issuer)),
        ("SAML:sub", response.name_id),
    ];
    let known = said.into_iter();
    known
        .filter_map(|(key, value)| Some((key.to_owned(), value?)))
        .collect()
}

/// What the session carries for which STS has just taken this ID token.
pub(crate) fn carried_by_token(token: &str, source_identity: Option<String>) -> Carried {
    let claims = claims(token);
    let within = |name: &str| claims.get(TAGS).and_then(|claim| claim.get(name));
    let given = within("principal_tags").and_then(Value::as_object);
    let tags = given.into_iter().flatten().filter_map(|(key, values)| {
        let value = values.get(0).unwrap_or(values).as_str()?;
        Some((key.clone(), value.to_owned()))
    });
    let transitive = within("transitive_tag_keys").and_then(Value::as_array);
    let transitive = transitive.into_iter().flatten().filter_map(Value::as_str);
    let transitive: Vec<String> = transitive.map(str::to_owned).collect();
    Carried::new(source_identity, tags, &transitive)
}

/// What the session carries for which STS has just taken this response.
pub(crate) fn carried_by_response(encoded: &str, source_identity: Option<String>) -> Carried {
    let (tags, transitive) = match Response::read(encoded) {
        Ok(response) => (response.tags, response.transitive_tag_keys),
        Err(_) => Default::default(),
    };
    Carried::new(source_identity, tags, &transitive)
}

fn claims(token: &str) -> Map<String, Value> {
    let claims = token.split('.').nth(1).unwrap_or_default();
    let claims = URL_SAFE_NO_PAD.decode(claims.trim_end_matches('='));
    claims
        .ok()
        .and_then(|json| serde_json::from_slice(&json).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_says_what_aws_compares() {
        let token = |claims: &str| format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims));
        let says = |claims: &str| of_token(&token(claims));
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(
            says(r#"{"iss":"https://login.example.com/realms/corp/","aud":["a","b"],"sub":"ada"}"#),
            [
                pair("login.example.com/realms/corp:aud", "a, b"),
                pair("login.example.com/realms/corp:sub", "ada")
            ]
        );
        assert_eq!(
            says(r#"{"iss":"https://login.example.com","aud":"api","azp":"wardrobe"}"#),
            [pair("login.example.com:aud", "wardrobe")]
        );
        for nothing in ["", "a", "a.b", "a.e30.c", "....", "a.\u{e4}.c"] {
            assert_eq!(of_token(nothing), [], "{nothing}");
        }
        assert_eq!(of_response("nonsense"), []);
    }
}
