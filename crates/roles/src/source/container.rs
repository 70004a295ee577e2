//! The role of a container: ECS tasks and EKS Pod Identity.
//! <https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html>

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use serde::Deserialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use url::{Host, Url};

use super::Found;
use crate::{Environment, Service};

const ECS: &str = "http://169.254.170.2";

pub(super) fn look(service: &Service, env: &Environment) -> Found {
    let relative = env.get("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    let full = env.get("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    let address = match (&service.container_endpoint, relative, full) {
        (Some(url), _, _) => url.to_string(),
        (None, Some(path), _) => format!("{ECS}{path}"),
        (None, None, Some(full)) => full,
        (None, None, None) => {
            return Found::Absent(
                "neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set"
                    .to_owned(),
            );
        }
    };
    let url = match Url::parse(&address) {
        Ok(url) if allowed(&url) => url,
        Ok(_) => {
            return Found::Failed(format!(
                "{address} is not a container endpoint: only http to loopback, 169.254.170.2, 169.254.170.23 and fd00:ec2::23 is"
            ));
        }
        Err(error) => return Found::Failed(format!("{address} is no address: {error}")),
    };
    let file = service.container_token_file.clone().or_else(|| {
        env.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
            .map(PathBuf::from)
    });
    let token = match (file, env.get("AWS_CONTAINER_AUTHORIZATION_TOKEN")) {
        (Some(file), _) => Token::File(file),
        (None, Some(token)) => Token::Text(token),
        (None, None) => Token::None,
    };
    match reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(2))
        .timeout(Duration::from_secs(5))
        .build()
    {
        Ok(http) => Found::Provider(SharedCredentialsProvider::new(Container {
            http,
            url,
            token,
        })),
        Err(error) => Found::Failed(error.to_string()),
    }
}

/// The token must go to nobody but the agent on this machine.
fn allowed(url: &Url) -> bool {
    let known: [IpAddr; 3] = [
        IpAddr::from([169, 254, 170, 2]),
        IpAddr::from([169, 254, 170, 23]),
        IpAddr::from([0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x23]),
    ];
    url.scheme() == "http"
        && match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(ip)) => ip.is_loopback() || known.contains(&IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => ip.is_loopback() || known.contains(&IpAddr::V6(ip)),
            None => false,
        }
}

struct Container {
    http: reqwest::Client,
    url: Url,
    token: Token,
}

enum Token {
    File(PathBuf),
    Text(String),
    None,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    access_key_id: String,
    secret_access_key: String,
    token: String,
    expiration: String,
}

impl Container {
    async fn fetch(&self) -> Result<Credentials, String> {
        let token =
            match &self.token {
                // EKS rotates the file: it is read each time.
                Token::File(path) => Some(tokio::fs::read_to_string(path).await.map_err(|e| {
                    format!("the token file {} cannot be read: {e}", path.display())
                })?),
                Token::Text(text) => Some(text.clone()),
                Token::None => None,
            };
        let mut request = self.http.get(self.url.clone());
        if let Some(token) = token {
            let mut value = reqwest::header::HeaderValue::from_str(token.trim())
                .map_err(|_| "the authorization token has a line break in it".to_owned())?;
            value.set_sensitive(true);
            request = request.header(reqwest::header::AUTHORIZATION, value);
        }
        let answer = request.send().await.map_err(|e| e.to_string())?;
        let status = answer.status();
        if !status.is_success() {
            return Err(format!("{} answered {status}", self.url));
        }
        let answer: Answer = answer
            .json()
            .await
            .map_err(|_| format!("{} did not answer with credentials", self.url))?;
        let end = OffsetDateTime::parse(&answer.expiration, &Rfc3339)
            .map_err(|_| "the credentials have no readable end".to_owned())?;
        Ok(Credentials::new(
            answer.access_key_id,
            answer.secret_access_key,
            Some(answer.token),
            Some(SystemTime::from(end)),
            "container",
        ))
    }
}

impl std::fmt::Debug for Container {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Container")
            .field("url", &self.url.as_str())
            .finish_non_exhaustive()
    }
}

impl ProvideCredentials for Container {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            self.fetch().await.map_err(CredentialsError::provider_error)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_goes_to_this_machine_only() {
        for (url, yes) in [
            ("http://169.254.170.2/v2/credentials/x", true),
            ("http://169.254.170.23/v1/credentials", true),
            ("http://[fd00:ec2::23]/v1/credentials", true),
            ("http://127.0.0.1:8080/x", true),
            ("http://localhost/x", true),
            ("http://169.254.169.254/x", false),
            ("http://example.com/x", false),
            ("http://localhost.example.com/x", false),
            ("file:///etc/passwd", false),
        ] {
            assert_eq!(allowed(&Url::parse(url).expect(url)), yes, "{url}");
        }
    }
}
