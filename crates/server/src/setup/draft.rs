//! A connection as somebody types it: written down as TOML, and read by what reads the
//! configuration.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use wardrobe_roles::policy::Rights;

use crate::config::{Config, Connection, Mistake};
use crate::error::ApiResult;
use crate::policies::{Policies, Wanted};
use crate::request::invalid;

/// The tables of the configuration, by the words that stand before their settings
/// here, each with the settings that may be typed: none of them is a secret.
const TABLES: [(&str, &str, &[&str]); 4] = [
    (
        "identity_provider",
        "[[identity_provider]]",
        &[
            "name",
            "label",
            "kind",
            "issuer",
            "client_id",
            "client_secret_file",
            "metadata_url",
            "entity_id",
        ],
    ),
    (
        "connection",
        "[[connection]]",
        &[
            "name",
            "label",
            "color",
            "warning",
            "locations",
            "region",
            "endpoint",
            "sts_endpoint",
            "path_style",
            "trash",
        ],
    ),
    (
        "role",
        "[connection.role]",
        &[
            "kind",
            "base",
            "sources",
            "profile",
            "instance_endpoint",
            "arn",
            "through",
            "external_id",
            "session_name",
            "source_identity",
            "mfa_serial",
            "tags",
            "transitive_tag_keys",
            "duration",
            "identity_provider",
            "arns",
            "roles_claim",
            "provider_id",
        ],
    ),
    (
        "people",
        "[connection.people]",
        &["anyone", "users", "identity_provider", "groups"],
    ),
];

/// A connection that is being set up.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Draft {
    /// By names such as `connection.name`, `role.arn`, `people.users` and
    /// `identity_provider.issuer`; what is empty is not set.
    settings: BTreeMap<String, Setting>,
    /// Whether people only read.
    #[serde(default)]
    read_only: bool,
    /// The role that Wardrobe runs as, or whose own credentials take on the role.
    #[serde(default)]
    principal: Option<String>,
    /// The account of the buckets, where that is not the role's.
    #[serde(default)]
    bucket_account: Option<String>,
    /// The key of KMS that encrypts what is there, by its ARN.
    #[serde(default)]
    key: Option<String>,
}

/// A setting as it is typed.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum Setting {
    /// True or false.
    Flag(bool),
    /// A text.
    Text(String),
    /// Several.
    Texts(Vec<String>),
    /// Texts by name.
    Pairs(BTreeMap<String, String>),
}

/// A mistake in a draft.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct DraftMistake {
    /// The setting, such as `role.arn`, or its table, such as `people`.
    field: String,
    /// What is wrong, and what would be right.
    message: String,
}

/// A draft written down, and which setting, or table, stands on each line.
struct Written {
    text: String,
    lines: Vec<String>,
}

impl Draft {
    /// As it stands in the configuration.
    pub fn toml(&self) -> String {
        self.written(true).text
    }

    /// The configuration with the draft at its end, or all its mistakes. No file is
    /// looked at: what a draft names may not be there yet.
    pub fn read(&self, config: &Config) -> Result<Config, Vec<DraftMistake>> {
        let written = self.written(false);
        let mut mistakes: Vec<DraftMistake> = self.beside().collect();
        match config.with(&written.text) {
            Ok(config) if mistakes.is_empty() => Ok(config),
            Ok(_) => Err(mistakes),
            Err(found) => {
                mistakes.extend(found.into_iter().map(|mistake| written.place(mistake)));
                Err(mistakes)
            }
        }
    }

    /// Refuses settings that nobody may type here.
    pub fn check(&self) -> ApiResult<()> {
        match self.settings.keys().find(|name| !is_known(name)) {
            Some(name) => Err(invalid(format!("{name} cannot be set here."))),
            None => Ok(()),
        }
    }

    /// What the connection of `config` that is drafted needs.
    pub fn policies(&self, config: &Config, connection: &Connection, acs: &str) -> Policies {
        let provider = connection.role.identity_provider();
        let given = |text: &'_ Option<String>| text.clone().filter(|text| !text.is_empty());
        Policies::of(&Wanted {
            connection,
            provider: provider.and_then(|name| config.provider(name)),
            acs,
            rights: match self.read_only {
                true => Rights::Read,
                false => Rights::ReadAndWrite,
            },
            versions: false,
            principal: given(&self.principal).as_deref(),
            bucket_account: given(&self.bucket_account).as_deref(),
            key: given(&self.key).as_deref(),
        })
    }

    /// The mistakes in what is no setting.
    fn beside(&self) -> impl Iterator<Item = DraftMistake> {
        let arn = |text: &str| text.starts_with("arn:") && text.split(':').count() >= 6;
        let account = |text: &str| text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit());
        let key = |text: &str| arn(text) && text.split(':').nth(2) == Some("kms");
        let wrong =
            |field: &str, text: &Option<String>, good: &dyn Fn(&str) -> bool, words: &str| {
                let text = text.as_deref().filter(|text| !text.is_empty())?;
                (!good(text)).then(|| DraftMistake {
                    field: field.to_owned(),
                    message: format!("{text:?} {words}"),
                })
            };
        [
            wrong(
                "principal",
                &self.principal,
                &arn,
                "is no ARN; write arn:aws:iam::111111111111:role/NAME",
            ),
            wrong(
                "bucket_account",
                &self.bucket_account,
                &account,
                "is no account: it has twelve digits",
            ),
            wrong(
                "key",
                &self.key,
                &key,
                "is no key; write arn:aws:kms:eu-west-1:111111111111:key/ID",
            ),
        ]
        .into_iter()
        .flatten()
    }

    fn written(&self, files: bool) -> Written {
        let mut written = Written {
            text: String::new(),
            lines: Vec::new(),
        };
        for (table, header, keys) in TABLES {
            let set = keys.iter().filter_map(|key| {
                let name = format!("{table}.{key}");
                let value = self.settings.get(&name).and_then(Setting::toml)?;
                (files || !key.ends_with("_file")).then(|| (name, format!("{key} = {value}")))
            });
            let set: Vec<_> = set.collect();
            if set.is_empty() && !matches!(table, "connection" | "role") {
                continue;
            }
            if !written.lines.is_empty() {
                written.line(table, "");
            }
            written.line(table, header);
            for (name, line) in set {
                written.line(&name, &line);
            }
        }
        written
    }
}

/// Whether this is a setting that may be typed.
fn is_known(name: &str) -> bool {
    name.split_once('.').is_some_and(|(table, key)| {
        let mut tables = TABLES.iter();
        tables.any(|(known, _, keys)| *known == table && keys.contains(&key))
    })
}

impl Written {
    fn line(&mut self, of: &str, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
        self.lines.push(of.to_owned());
    }

    /// A mistake, by the setting that it is about.
    fn place(&self, mistake: Mistake) -> DraftMistake {
        let line = mistake
            .line
            .checked_sub(1)
            .and_then(|at| self.lines.get(at));
        let at = line.map_or("connection", String::as_str);
        let message = mistake.message;
        // Of a table as a whole, the words say which setting it is.
        let named = message.split(' ').next().filter(|word| is_known(word));
        let field = match (named, message.strip_suffix(" is missing")) {
            _ if at.contains('.') => at.to_owned(),
            (Some(named), _) => named.to_owned(),
            (None, Some(key)) => format!("{at}.{key}"),
            _ if message.starts_with("[connection.people]") => "people".to_owned(),
            _ => at.to_owned(),
        };
        DraftMistake { field, message }
    }
}

impl Setting {
    /// As TOML; nothing of what is empty.
    fn toml(&self) -> Option<String> {
        match self {
            Self::Flag(flag) => Some(flag.to_string()),
            Self::Text(text) if text.trim().is_empty() => None,
            Self::Text(text) => Some(quoted(text.trim())),
            Self::Texts(texts) => {
                let texts = texts.iter().map(|text| text.trim());
                let texts: Vec<_> = texts.filter(|text| !text.is_empty()).map(quoted).collect();
                (!texts.is_empty()).then(|| format!("[{}]", texts.join(", ")))
            }
            Self::Pairs(pairs) => {
                let pair = |(name, value): (&String, &String)| {
                    format!("{} = {}", quoted(name), quoted(value))
                };
                let pairs: Vec<_> = pairs.iter().map(pair).collect();
                (!pairs.is_empty()).then(|| format!("{{ {} }}", pairs.join(", ")))
            }
        }
    }
}

/// What JSON escapes, TOML escapes in the same way; and one character more.
fn quoted(text: &str) -> String {
    Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}
