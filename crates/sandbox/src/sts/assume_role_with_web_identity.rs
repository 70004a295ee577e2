//! AssumeRoleWithWebIdentity.
//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>

use std::time::Duration;

use serde_json::Value;
use time::OffsetDateTime;

use super::answer::{Answer, Refusal, element};
use super::federated::{Asked, Unsigned, Vouched};
use super::id_token::IdToken;
use super::key_sets::KeySets;
use super::tags;
use crate::iam::oidc_provider::without_scheme;
use crate::iam::{Context, OidcProvider, Tag};

/// How far a provider's clock may be ahead.
const SKEW: Duration = Duration::from_secs(5 * 60);
const TAGS: &str = "https://aws.amazon.com/tags";
const SOURCE_IDENTITY: &str = "https://aws.amazon.com/source_identity";

impl Unsigned<'_> {
    pub(super) async fn assume_role_with_web_identity(
        &self,
        key_sets: &KeySets,
    ) -> Result<Answer, Refusal> {
        let asked = self.asked()?;
        self.parameters.required("RoleSessionName")?;
        let name = self
            .parameters
            .word("RoleSessionName", (2, 64), "+=,.@-")?
            .unwrap_or_default();
        if self.parameters.get("ProviderId").is_some() {
            // Only for tokens of Amazon and Facebook, which nobody has here.
            return Err(invalid("Provided Token is not a Login With Amazon token"));
        }
        let token = self.parameters.sized("WebIdentityToken", (4, 20_000))?;
        let token = IdToken::read(token).ok_or_else(not_a_token)?;
        let provider = self.provider(&asked, &token)?;
        check_signature(&token, &provider, key_sets).await?;
        let subject = self.check_claims(&token)?;
        let audience = audience(&token, &provider)?;
        let (tags, transitive) = session_tags(&token)?;
        let vouched = Vouched {
            provider: provider.arn(),
            keys: condition_keys(&provider, &token, audience),
            name: name.to_owned(),
            tags,
            transitive,
            source_identity: source_identity(&token)?,
            end: None,
        };
        let answer = self.grant(asked, "sts:AssumeRoleWithWebIdentity", vouched)?;
        Ok(answer
            + &element("SubjectFromWebIdentityToken", subject)
            + &element("Provider", &provider.url)
            + &element("Audience", audience))
    }

    /// The provider in the role's account whose token it says it is.
    fn provider(&self, asked: &Asked<'_>, token: &IdToken<'_>) -> Result<OidcProvider, Refusal> {
        let issuer = token.text("iss").unwrap_or_default();
        let provider = self.world.oidc_provider(asked.account, issuer);
        provider.ok_or_else(|| {
            invalid(format!(
                "No OpenIDConnect provider found in your account for {issuer}"
            ))
        })
    }

    /// Whether the token is of this time, and about whom it is.
    fn check_claims<'t>(&self, token: &'t IdToken<'_>) -> Result<&'t str, Refusal> {
        let missing = |name: &str| invalid(format!("Missing a required claim: {name}"));
        let time = |name: &str| {
            let claim = token.claim(name).and_then(Value::as_i64);
            claim.ok_or_else(|| missing(name))
        };
        let now = OffsetDateTime::from(self.now).unix_timestamp();
        let end = time("exp")?;
        if end <= now {
            return Err(Refusal::new(
                400,
                "ExpiredTokenException",
                format!(
                    "Token expired: current date/time {now} must be before the expiration date/time {end}"
                ),
            ));
        }
        let begin = time("iat")?.max(token.claim("nbf").and_then(Value::as_i64).unwrap_or(0));
        if begin > now.saturating_add_unsigned(SKEW.as_secs()) {
            return Err(invalid(format!(
                "Token not yet valid: current date/time {now} must be after the issue date/time {begin}"
            )));
        }
        let subject = token.text("sub").filter(|sub| !sub.is_empty());
        subject.ok_or_else(|| missing("sub"))
    }
}

async fn check_signature(
    token: &IdToken<'_>,
    provider: &OidcProvider,
    key_sets: &KeySets,
) -> Result<(), Refusal> {
    let keys = key_sets.keys(&provider.url, token.key_id()).await;
    let keys = keys.unwrap_or_default();
    if keys.is_empty() {
        return Err(invalid(
            "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
        ));
    }
    match keys.iter().any(|key| token.is_signed_by(key)) {
        true => Ok(()),
        false => Err(not_a_token()),
    }
}

/// For whom the token is: the party it was given to, if it names one.
fn audience<'t>(token: &'t IdToken<'_>, provider: &OidcProvider) -> Result<&'t str, Refusal> {
    let for_one = match token.texts("aud")[..] {
        [one] => Some(one),
        _ => None,
    };
    let audience = token.text("azp").or(for_one);
    audience
        .filter(|audience| {
            !token.texts("aud").is_empty() && provider.client_ids.iter().any(|id| id == audience)
        })
        .ok_or_else(|| invalid("Incorrect token audience"))
}

fn condition_keys(provider: &OidcProvider, token: &IdToken<'_>, audience: &str) -> Context {
    let issuer = without_scheme(&provider.url).to_lowercase();
    let found = [
        ("aud", vec![audience]),
        ("sub", token.text("sub").into_iter().collect()),
        ("azp", token.text("azp").into_iter().collect()),
        ("amr", token.texts("amr")),
    ];
    let found = found.into_iter().filter(|(_, values)| !values.is_empty());
    found
        .map(|(name, values)| {
            let values = values.into_iter().map(str::to_owned).collect();
            (format!("{issuer}:{name}"), values)
        })
        .collect()
}

/// The tags in the token, and those of them that go on into further roles.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp>
fn session_tags(token: &IdToken<'_>) -> Result<(Vec<Tag>, Vec<Tag>), Refusal> {
    let Some(claim) = token.claim(TAGS) else {
        return Ok((Vec::new(), Vec::new()));
    };
    let wrong = || invalid("The session tags in the token cannot be read");
    let mut given = Vec::new();
    if let Some(tags) = claim.get("principal_tags") {
        for (key, values) in tags.as_object().ok_or_else(wrong)? {
            let value = match values.as_array().map(Vec::as_slice) {
                Some([Value::String(value)]) => value,
                _ => return Err(wrong()),
            };
            given.push((key.clone(), value.clone()));
        }
    }
    tags::check(&given)?;
    let keys = match claim.get("transitive_tag_keys") {
        Some(keys) => keys.as_array().ok_or_else(wrong)?.as_slice(),
        None => &[],
    };
    let keys: Option<Vec<&str>> = keys.iter().map(Value::as_str).collect();
    let transitive = tags::named(&given, &keys.ok_or_else(wrong)?)?;
    Ok((given, transitive))
}

fn source_identity(token: &IdToken<'_>) -> Result<Option<String>, Refusal> {
    let Some(claim) = token.claim(SOURCE_IDENTITY) else {
        return Ok(None);
    };
    let known = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    let identity = claim
        .as_str()
        .filter(|text| (2..=64).contains(&text.len()) && text.chars().all(known));
    match identity {
        Some(identity) => Ok(Some(identity.to_owned())),
        None => Err(invalid(
            "Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\"",
        )),
    }
}

fn not_a_token() -> Refusal {
    invalid(
        "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
    )
}

fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::new(400, "InvalidIdentityToken", message)
}
