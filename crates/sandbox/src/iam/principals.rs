//! The Principal of a statement.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>

use serde_json::{Map, Value};

use super::Principal;
use super::policy::{Question, texts};

/// `Principal` or `NotPrincipal`.
#[derive(Debug)]
pub(super) struct Principals {
    not: bool,
    /// `*`, account ids and ARNs.
    aws: Vec<String>,
    /// Such as `ec2.amazonaws.com`.
    services: Vec<String>,
    /// Identity providers by ARN, and the few that AWS knows by their host.
    federated: Vec<String>,
}

/// How a policy names whom it is about; what comes later says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// By its account, which then decides with identity policies.
    ByAccount,
    /// By its user or role, or as everyone: needs no identity policy in the
    /// same account.
    Directly,
    /// By the ARN of the session: in the same account no boundary and no
    /// session policy narrows it.
    AsSession,
}

impl Principals {
    pub fn parse(statement: &Map<String, Value>) -> Result<Option<Self>, String> {
        let (value, not) = match (statement.get("Principal"), statement.get("NotPrincipal")) {
            (None, None) => return Ok(None),
            (Some(value), None) => (value, false),
            (None, Some(value)) => (value, true),
            (Some(_), Some(_)) => return Err("Syntax errors in policy.".to_owned()),
        };
        let mut read = Self {
            not,
            aws: Vec::new(),
            services: Vec::new(),
            federated: Vec::new(),
        };
        match value {
            Value::String(all) if all == "*" => read.aws.push("*".to_owned()),
            Value::Object(kinds) => {
                for (kind, names) in kinds {
                    match kind.as_str() {
                        "AWS" => read.aws.extend(texts(names)?),
                        "Service" => read.services.extend(texts(names)?),
                        "Federated" => read.federated.extend(texts(names)?),
                        "CanonicalUser" => {}
                        _ => return Err("Invalid principal in policy".to_owned()),
                    }
                }
            }
            _ => return Err("Invalid principal in policy".to_owned()),
        }
        // A `*` is everyone; part of a name it cannot be.
        let known = |name: &String| {
            let account = name.len() == 12 && name.bytes().all(|b| b.is_ascii_digit());
            let arn = name.starts_with("arn:aws:iam::") || name.starts_with("arn:aws:sts::");
            (name == "*" && !not) || account || (arn && !name.contains(['*', '?']))
        };
        match read.aws.iter().all(known) && read.federated.iter().all(|n| is_provider(n)) {
            true => Ok(Some(read)),
            false => Err("Invalid principal in policy".to_owned()),
        }
    }

    /// How the one who asks is named here, if at all.
    pub fn name(&self, question: &Question<'_>) -> Option<Named> {
        let found = || {
            let aws = self.aws.iter();
            let aws = aws.filter_map(|name| named(name, question.principal));
            aws.chain(self.vouched(question.federated))
        };
        if !self.not {
            return found().max();
        }
        // Whom `NotPrincipal` spares is named there along with the account.
        let spared = found().any(|named| named == Named::ByAccount)
            && found().max() > Some(Named::ByAccount);
        (!spared).then_some(Named::Directly)
    }

    /// How somebody is named for whom `provider` vouches.
    fn vouched(&self, provider: Option<&str>) -> Option<Named> {
        let named = self
            .federated
            .iter()
            .any(|name| Some(name.as_str()) == provider);
        named.then_some(Named::Directly)
    }

    /// Whether this is `NotPrincipal`.
    pub fn all_but(&self) -> bool {
        self.not
    }

    /// Whether an AWS service may act here.
    pub fn has_service(&self, service: &str) -> bool {
        !self.not && self.services.iter().any(|name| name == service)
    }
}

/// Whether this names an identity provider.
fn is_provider(name: &str) -> bool {
    const KNOWN: [&str; 4] = [
        "accounts.google.com",
        "cognito-identity.amazonaws.com",
        "graph.facebook.com",
        "www.amazon.com",
    ];
    let resource = || name.strip_prefix("arn:aws:iam::")?.split_once(':');
    let provider = |(_, rest): (&str, &str)| {
        rest.starts_with("oidc-provider/") || rest.starts_with("saml-provider/")
    };
    KNOWN.contains(&name) || (resource().is_some_and(provider) && !name.contains(['*', '?']))
}

fn named(name: &str, principal: Option<&Principal>) -> Option<Named> {
    if name == "*" {
        return Some(Named::Directly);
    }
    let principal = principal?;
    let account = &principal.account;
    if name == account || *name == format!("arn:aws:iam::{account}:root") {
        return Some(Named::ByAccount);
    }
    match principal.role_arn() {
        Some(_) if name == principal.arn => Some(Named::AsSession),
        Some(role) => (name == role).then_some(Named::Directly),
        None => (name == principal.arn).then_some(Named::Directly),
    }
}
