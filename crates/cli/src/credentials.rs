//! `wardrobe credentials`: what the AWS CLI and SDKs ask a `credential_process` for.
//! <https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html>

use aws_credential_types::provider::ProvideCredentials;
use serde_json::json;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::arguments::Credentials;
use crate::connection::take_on;
use crate::failure::{Ended, Failure};
use crate::output::line;

pub(crate) async fn run(arguments: Credentials) -> Ended {
    let (opened, _) = take_on(&arguments.through, arguments.connection.as_deref()).await?;
    for note in &opened.notes {
        eprintln!("{note}");
    }
    let given = opened.credentials.provide_credentials().await;
    let given = given.map_err(Failure::reason)?;
    let end = given.expiry().map(OffsetDateTime::from);
    let end = end.map(|end| end.replace_nanosecond(0).unwrap_or(end));
    let end = end.map(|end| end.format(&Rfc3339)).transpose();
    let answer = json!({
        "Version": 1,
        "AccessKeyId": given.access_key_id(),
        "SecretAccessKey": given.secret_access_key(),
        "SessionToken": given.session_token(),
        "Expiration": end.map_err(Failure::reason)?,
    });
    line(&answer.to_string());
    Ok(())
}
