//! Credentials in environment variables.

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;

use super::Found;
use crate::Environment;

pub(super) fn look(env: &Environment) -> Found {
    let id = env.get("AWS_ACCESS_KEY_ID");
    let secret = env.get("AWS_SECRET_ACCESS_KEY");
    match (id, secret) {
        (None, None) => Found::Absent("AWS_ACCESS_KEY_ID is not set".to_owned()),
        (Some(id), Some(secret)) => {
            let token = env.get("AWS_SESSION_TOKEN");
            Found::Provider(SharedCredentialsProvider::new(Credentials::new(
                id.trim(),
                secret.trim(),
                token,
                None,
                "environment",
            )))
        }
        (id, _) => {
            let (set, unset) = match id {
                Some(_) => ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
                None => ("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID"),
            };
            Found::Failed(format!("{set} is set but {unset} is not"))
        }
    }
}
