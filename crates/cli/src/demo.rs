//! `wardrobe demo`.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use wardrobe_roles::Environment;
use wardrobe_sandbox::openid::PUBLIC_CLIENT;
use wardrobe_sandbox::seed::{PARTNER_EXTERNAL_ID, PARTNER_ROLE, VISITOR_ROLE};
use wardrobe_sandbox::{Options, Running, Seed};
use wardrobe_server::{Config, Server};

use crate::arguments::Demo;
use crate::failure::{Ended, Failure};
use crate::output::line;
use crate::sandbox::{address, start};
use crate::serve::stopped;

/// How long the visitor's credentials last.
const VISIT: Duration = Duration::from_secs(3600);

pub(crate) async fn run(demo: Demo) -> Ended {
    let temporary = match demo.data {
        Some(_) => None,
        None => Some(
            tempfile::Builder::new()
                .prefix("wardrobe-demo-")
                .tempdir()?,
        ),
    };
    let kept = demo
        .data
        .as_deref()
        .or(temporary.as_ref().map(|dir| dir.path()));
    let data = kept.unwrap_or(Path::new("."));
    std::fs::create_dir_all(data)?;
    let sandbox = start(Options {
        data: Some(data.join("sandbox")),
        seed: Seed::Demo,
        ..Options::default()
    })
    .await?;
    let text = config(&sandbox, demo.listen, data)?;
    let config = Config::parse("the demo's configuration", &text, data)?;
    // Nothing of this machine's own: the demo must not touch a real AWS.
    let nothing: [(String, String); 0] = [];
    let server = Server::bind(config, Environment::of(nothing)).await?;
    let listening = format!("listening on http://{}", server.address()?);
    tell(&sandbox)?;
    line(&listening);
    server.run(stopped()).await?;
    sandbox.stop().await;
    Ok(())
}

fn config(sandbox: &Running, listen: SocketAddr, data: &Path) -> Result<String, Failure> {
    let (container, token) = sandbox
        .container("finance")
        .ok_or_else(|| Failure::reason("the sandbox has no container"))?;
    std::fs::write(data.join("container.token"), token)?;
    let hash = wardrobe_server::hash_password("lovelace").map_err(Failure::reason)?;
    let endpoint = address(sandbox);
    let metadata = &sandbox.metadata;
    let identity = &sandbox.identity;
    let store = format!("endpoint = \"{endpoint}\"\nsts_endpoint = \"{endpoint}\"\n");
    Ok(format!(
        r##"
[server]
listen = "{listen}"
administrators = ["ada"]

[[user]]
name = "ada"
password_hash = "{hash}"

[[account]]
id = "111111111111"
label = "Studio"

[[account]]
id = "222222222222"
label = "Partner"
color = "#7a3fa8"

[[identity_provider]]
name = "corp"
label = "Corp"
kind = "oidc"
issuer = "{identity}openid"
client_id = "{PUBLIC_CLIENT}"

[[identity_provider]]
name = "corp-saml"
label = "Corp by SAML"
kind = "saml"
metadata_url = "{identity}saml/metadata"
idp_initiated = true

[[connection]]
name = "studio"
label = "Studio files"
color = "#1b7f5c"
{store}
[connection.role]
kind = "service"
sources = ["instance"]
instance_endpoint = "{metadata}"
[connection.people]
anyone = true

[[connection]]
name = "finance"
label = "Finance"
color = "#b4541a"
warning = "These are the company's books: every change is recorded."
locations = ["s3://finance-reports/2026/"]
{store}
[connection.role]
kind = "service"
sources = ["container"]
container_endpoint = "{container}"
container_token_file = "container.token"
[connection.people]
users = ["ada"]

[[connection]]
name = "partner"
label = "Partner drop box"
{store}
[connection.role]
kind = "account"
sources = ["instance"]
instance_endpoint = "{metadata}"
arn = "{PARTNER_ROLE}"
external_id = "{PARTNER_EXTERNAL_ID}"
source_identity = "{{person}}"
[connection.people]
identity_provider = "corp"
groups = ["finance"]

[[connection]]
name = "research"
label = "Research"
color = "#0b6e99"
{store}
[connection.role]
kind = "identity-provider"
identity_provider = "corp"
roles_claim = "aws_roles"

[[connection]]
name = "post"
label = "Post-production"
color = "#a3354f"
{store}
[connection.role]
kind = "saml"
identity_provider = "corp-saml"

[[connection]]
name = "visitor"
label = "Your own role"
color = "#4056b8"
{store}
[connection.role]
kind = "temporary"
"##
    ))
}

/// What a person needs to try every connection.
fn tell(sandbox: &Running) -> Ended {
    let keys = sandbox
        .world()
        .mint(VISITOR_ROLE, "visitor@example.com", VISIT)
        .map_err(Failure::reason)?;
    let end = OffsetDateTime::from(keys.expiration)
        .replace_nanosecond(0)
        .map_err(Failure::reason)?;
    line("Studio files     no key needed: the role of the sandbox's instance");
    line("Finance          sign in as ada, password lovelace");
    line("Partner drop box sign in at Corp as ada, password wonderful");
    line("Research         sign in at Corp as ada or bob, password wonderful");
    line("Post-production  sign in at Corp by SAML as ada or bob, password wonderful");
    line("Set up more      open /setup as ada, password lovelace");
    line("Your own role    paste these; they end in an hour:");
    line(&format!(
        "  export AWS_ACCESS_KEY_ID={}",
        keys.access_key_id
    ));
    line(&format!(
        "  export AWS_SECRET_ACCESS_KEY={}",
        keys.secret_access_key
    ));
    line(&format!(
        "  export AWS_SESSION_TOKEN={}",
        keys.session_token
    ));
    line(&format!(
        "  export AWS_CREDENTIAL_EXPIRATION={}",
        end.format(&Rfc3339).map_err(Failure::reason)?
    ));
    line(&format!(
        "The sandbox's S3 and STS are at {}",
        address(sandbox)
    ));
    line(&format!(
        "its instance metadata at {}",
        sandbox.metadata.as_str().trim_end_matches('/')
    ));
    line(&format!(
        "its identity providers at {} (ada or bob, password wonderful)",
        sandbox.identity.as_str().trim_end_matches('/')
    ));
    Ok(())
}
