//! One story: something is broken, the check says what, and what it prints mends it.

use aws_credential_types::provider::token::ProvideToken;
use futures::StreamExt;
use serde_json::{Value, json};
use wardrobe_roles::{Brings, Environment, Visitor};
use wardrobe_server::check::{Place, State, Step, Walk, Wanted};
use wardrobe_server::config::{Connection, ProviderKind};
use wardrobe_server::{ApiError, Config, trusting};

use crate::check::setup::{EXTERNAL_ID, FILES, Setup, document};

/// What the check must say.
pub struct Cause {
    /// The one step that fails.
    pub step: &'static str,
    /// What its refusal means.
    pub meaning: &'static str,
    /// A part of the words, or of what would help.
    pub says: &'static str,
}

/// Where the answers to SAML sign-ins are posted.
pub const ACS: &str = "http://127.0.0.1:8334/saml/acs";

impl Setup {
    /// The role of the machine.
    pub fn service(&self) -> String {
        let metadata = &self.sandbox.metadata;
        format!(
            "role = {{ kind = \"service\", sources = [\"instance\"], instance_endpoint = \"{metadata}\" }}\npeople = {{ anyone = true }}"
        )
    }

    /// The partner's role, assumed with the machine's.
    pub fn account(&self, more: &str) -> String {
        let metadata = &self.sandbox.metadata;
        let session = self.session.lock().unwrap().clone();
        let policy = session.map_or(String::new(), |s| format!("policy = '{}'", document(&s)));
        format!(
            r#"people = {{ anyone = true }}
[connection.role]
kind = "account"
arn = "{FILES}"
external_id = "{EXTERNAL_ID}"
sources = ["instance"]
instance_endpoint = "{metadata}"
{policy}
{more}
"#
        )
    }

    /// The connection that `role` describes.
    pub fn config(&self, role: &str) -> Config {
        let endpoint = &self.sandbox.endpoint;
        let text = format!(
            "[server]\nlisten = \"127.0.0.1:0\"\npublic_url = \"https://files.example.com\"\n[[connection]]\nname = \"c\"\nendpoint = \"{endpoint}\"\nsts_endpoint = \"{endpoint}\"\n{role}"
        );
        Config::parse("test.toml", &text, std::path::Path::new(".")).unwrap()
    }

    /// Walks to these places of a connection.
    pub async fn walk(&self, config: &Config, visitor: &Visitor, places: &[&str]) -> Vec<Step> {
        let connection: &Connection = &config.connections[0];
        let provider = connection
            .identity_provider()
            .and_then(|name| config.provider(name));
        let kind: Option<&ProviderKind> = provider.map(|provider| &provider.kind);
        let place = |text: &&str| {
            let (bucket, prefix) = text.split_once('/').unwrap();
            Place {
                bucket: bucket.to_owned(),
                prefix: prefix.to_owned(),
            }
        };
        let nothing: [(String, String); 0] = [];
        let walk = Walk {
            connection,
            visitor,
            trusting: trusting(&connection.role, kind, Some(ACS), &visitor.brings),
            environment: &Environment::of(nothing),
            http: &wardrobe_storage::http_client(),
            places: places.iter().map(place).collect(),
            wanted: Wanted {
                write: true,
                origin: self.origin.lock().unwrap().clone(),
            },
        };
        let steps: Vec<Step> = walk.steps().collect().await;
        self.tells_no_secret(&steps, visitor).await;
        steps
    }

    /// A report can be sent to anybody.
    async fn tells_no_secret(&self, steps: &[Step], visitor: &Visitor) {
        let mut secrets = self.sandbox.world().secrets();
        match &visitor.brings {
            Brings::Assertion { assertion, .. } => secrets.push(assertion.clone()),
            Brings::Tokens { tokens, .. } => {
                let token = tokens.provide_token().await.unwrap();
                let (_, signature) = token.token().rsplit_once('.').unwrap();
                secrets.extend([token.token().to_owned(), signature.to_owned()]);
            }
            _ => {}
        }
        let report = json!(steps).to_string();
        for secret in secrets {
            assert!(!report.contains(&secret), "{secret} in {report}");
        }
    }
}

/// Somebody whose name is all they bring.
pub fn ada() -> Visitor {
    Visitor {
        person: "ada".to_owned(),
        ..Visitor::default()
    }
}

pub fn failed(steps: &[Step]) -> Vec<&Step> {
    steps
        .iter()
        .filter(|step| step.state == State::Failed)
        .collect()
}

/// The one failure, which is of this cause.
pub fn named<'a>(steps: &'a [Step], cause: &Cause) -> &'a ApiError {
    let all = json!(steps);
    let [step] = &failed(steps)[..] else {
        panic!("not one step fails: {all:#}");
    };
    assert_eq!(step.name, cause.step, "{all:#}");
    let error = step.error.as_ref().unwrap();
    if let Some(denial) = &error.denial {
        let told = |name: &str| step.facts.iter().any(|fact| fact.name == name);
        for said in &denial.says {
            assert!(told(&format!("The sign-in's {}", said.key)), "{all:#}");
        }
        assert_eq!(denial.meaning, cause.meaning, "{all:#}");
    }
    let help = error.remedy.as_ref().map_or("", |remedy| &remedy.words);
    let said = format!("{}\n{help}", error.message);
    assert!(
        said.contains(cause.says),
        "{said:?} does not say {:?}",
        cause.says
    );
    error
}

/// The check names the cause; what it prints is done; then the check passes, and
/// nothing else has become possible.
pub async fn heals(setup: &Setup, role: impl Fn() -> String, places: &[&str], cause: Cause) {
    heals_for(setup, role, ada, places, cause).await;
}

/// The same, for somebody else than Ada.
pub async fn heals_for(
    setup: &Setup,
    role: impl Fn() -> String,
    visitor: impl Fn() -> Visitor,
    places: &[&str],
    cause: Cause,
) {
    let before = setup.possible().await;
    let steps = setup.walk(&setup.config(&role()), &visitor(), places).await;
    let error = named(&steps, &cause).clone();
    let remedy = error.remedy.as_ref().expect("a remedy");
    setup.mend(remedy);
    let steps = setup.walk(&setup.config(&role()), &visitor(), places).await;
    assert!(
        failed(&steps).is_empty(),
        "{:#}\nafter {:#}",
        json!(steps),
        json!(remedy)
    );
    for more in setup.possible().await.difference(&before) {
        let denial = error.denial.as_ref().expect("a denial");
        let missing = more.contains(&denial.action) && more.contains(&denial.resource);
        // What S3 needs a key for is no leave to use it elsewhere.
        let missing = missing && (!more.contains(" kms:") || more.contains("\"s3."));
        let machine = more.starts_with("machine ") || more.starts_with("files ");
        assert!(
            missing && machine,
            "{more} became possible by {:#}",
            json!(remedy)
        );
    }
}

/// The check names the cause, for which nothing can be pasted; `by_hand` mends it.
pub async fn named_and_mended(
    setup: &Setup,
    role: impl Fn() -> String,
    places: &[&str],
    cause: Cause,
    by_hand: impl FnOnce(&Setup),
) {
    let steps = setup.walk(&setup.config(&role()), &ada(), places).await;
    let error = named(&steps, &cause);
    let pasted: Vec<Value> = error
        .remedy
        .iter()
        .flat_map(|remedy| remedy.policies.iter().map(|policy| json!(policy)))
        .collect();
    assert!(pasted.is_empty(), "{pasted:?}");
    by_hand(setup);
    let steps = setup.walk(&setup.config(&role()), &ada(), places).await;
    assert!(failed(&steps).is_empty(), "{:#}", json!(steps));
}
