//! A profile of `~/.aws/config` and `~/.aws/credentials`.

use std::path::PathBuf;

use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};

use super::Found;
use crate::{Environment, Service};

pub(super) fn look(service: &Service, env: &Environment, config: &ProviderConfig) -> Found {
    let wanted = service.profile.clone().or_else(|| env.get("AWS_PROFILE"));
    let name = wanted.clone().unwrap_or("default".to_owned());
    let config_file = file(env, "AWS_CONFIG_FILE", "config");
    let credentials_file = file(env, "AWS_SHARED_CREDENTIALS_FILE", "credentials");
    let there: Vec<_> = [
        (EnvConfigFileKind::Config, config_file),
        (EnvConfigFileKind::Credentials, credentials_file),
    ]
    .into_iter()
    .filter_map(|(kind, path)| path.filter(|p| p.is_file()).map(|p| (kind, p)))
    .collect();
    let names = |text: &str| {
        text.lines().any(|line| {
            let inside = line
                .trim()
                .strip_prefix('[')
                .and_then(|l| l.split(']').next());
            inside.is_some_and(|i| i.trim() == name || i.trim() == format!("profile {name}"))
        })
    };
    let mentioned = there
        .iter()
        .any(|(_, path)| std::fs::read_to_string(path).is_ok_and(|text| names(&text)));
    if !mentioned {
        let reason = format!("there is no profile {name:?} in the AWS configuration files");
        // A profile that somebody asked for by name and that is not there is a
        // mistake, not an absence.
        return match wanted {
            Some(_) => Found::Failed(reason),
            None => Found::Absent(reason),
        };
    }
    let files = there
        .into_iter()
        .fold(EnvConfigFiles::builder(), |files, (kind, path)| {
            files.with_file(kind, path)
        })
        .build();
    let provider = ProfileFileCredentialsProvider::builder()
        .configure(config)
        .profile_name(name)
        .profile_files(files)
        .build();
    Found::Provider(SharedCredentialsProvider::new(provider))
}

fn file(env: &Environment, variable: &str, name: &str) -> Option<PathBuf> {
    match env.get(variable) {
        Some(path) => Some(PathBuf::from(path)),
        None => Some(PathBuf::from(env.get("HOME")?).join(".aws").join(name)),
    }
}
