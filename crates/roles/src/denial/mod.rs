//! A refusal or failure taken apart: what it means, what was refused to whom, and
//! by which kind of policy. Pure: words in, facts out.

mod meaning;
mod sentence;
mod words;

pub use meaning::Meaning;
pub use words::{Policy, PolicyType};

use words::Words;

/// Who answered, or should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// The Security Token Service.
    Sts,
    /// S3.
    S3,
    /// The metadata service of an EC2 instance.
    Instance,
    /// The credentials endpoint of a container.
    Container,
    /// An identity provider.
    Provider,
}

/// What was asked, and what was said to it.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// By whom.
    pub service: Service,
    /// What was tried, such as `s3:GetObject`.
    pub action: &'a str,
    /// On what: an ARN, or `*`.
    pub resource: &'a str,
    /// The prefix that was to be listed, where it was a listing.
    pub prefix: Option<&'a str>,
    /// The end of the key that was tried, where it was made up and stands for any.
    pub made_up: Option<&'a str>,
    /// Who asked, by ARN, if we know.
    pub caller: Option<&'a str>,
    /// HTTP status; `None` when there was no answer.
    pub status: Option<u16>,
    /// The service's code, such as `AccessDenied`.
    pub code: Option<&'a str>,
    /// The service's words.
    pub message: &'a str,
    /// `x-amz-bucket-region`.
    pub region: Option<&'a str>,
}

impl<'a> Said<'a> {
    /// Nothing but silence to `action` on `resource`, so far.
    pub fn new(service: Service, action: &'a str, resource: &'a str) -> Self {
        Self {
            service,
            action,
            resource,
            prefix: None,
            made_up: None,
            caller: None,
            status: None,
            code: None,
            message: "",
            region: None,
        }
    }
}

/// A refusal or failure, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denial {
    /// Who said so.
    pub service: Service,
    /// What it means.
    pub meaning: Meaning,
    /// The action that was refused: the one the service names, else the one tried.
    pub action: String,
    /// What it was refused on: an ARN, or `*`.
    pub resource: String,
    /// Whether the ARN ends in a `*` that stands for any name.
    pub any_name: bool,
    /// The prefix that was not to be listed.
    pub prefix: Option<String>,
    /// To whom, by ARN.
    pub caller: Option<String>,
    /// By which kind of policy, where the service says so.
    pub policy: Option<Policy>,
    /// Where the bucket really is.
    pub region: Option<String>,
    /// What the sign-in said that was refused, by the keys that a trust policy may put
    /// conditions on. Never the token or the assertion.
    pub says: Vec<(String, String)>,
    /// The service's code.
    pub code: Option<String>,
    /// The service's words.
    pub message: String,
}

impl Denial {
    /// Takes apart what was said.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>
    pub fn of(said: &Said<'_>) -> Self {
        let words = Words::read(said.message);
        let region = said.region.or_else(|| words::expected_region(said.message));
        let action = words.action.unwrap_or(said.action);
        // A text without a resource is about the one that was tried, unless S3
        // answers for another service: then nobody says which.
        let resource = words.resource.unwrap_or(match service_of(action) {
            Some(named) if service_of(said.action).is_some_and(|tried| tried != named) => "*",
            _ => said.resource,
        });
        let policy = words.policy.map(|policy| policy.of(action));
        let listed = action == said.action && resource == said.resource;
        let place = said.made_up.and_then(|name| resource.strip_suffix(name));
        Self {
            meaning: meaning::of(said, action, policy.as_ref()),
            service: said.service,
            action: action.to_owned(),
            resource: place.map_or_else(|| resource.to_owned(), |place| format!("{place}*")),
            any_name: place.is_some(),
            prefix: said.prefix.filter(|_| listed).map(str::to_owned),
            caller: words.caller.or(said.caller).map(str::to_owned),
            policy,
            region: region.map(str::to_owned),
            says: Vec::new(),
            code: said.code.map(str::to_owned),
            message: said.message.to_owned(),
        }
    }

    /// A failure that we have found ourselves.
    pub fn found(service: Service, meaning: Meaning, message: impl Into<String>) -> Self {
        Self {
            service,
            meaning,
            action: String::new(),
            resource: String::new(),
            any_name: false,
            prefix: None,
            caller: None,
            policy: None,
            region: None,
            says: Vec::new(),
            code: None,
            message: message.into(),
        }
    }
}

/// `s3` of `s3:GetObject`.
fn service_of(action: &str) -> Option<&str> {
    action.split_once(':').map(|(service, _)| service)
}
