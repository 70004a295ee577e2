//! `wardrobe sandbox`.

use wardrobe_sandbox::seed::{ADMIN_KEY, ADMIN_SECRET, MFA_SECRET, MFA_SERIAL, MFA_USER, fill};
use wardrobe_sandbox::{Options, Running, Sandbox, Seed};

use crate::arguments;
use crate::failure::{Ended, Failure};
use crate::output::line;
use crate::serve::stopped;

pub(crate) async fn run(arguments: arguments::Sandbox) -> Ended {
    let sandbox = start(Options {
        listen: arguments.listen,
        metadata_listen: arguments.metadata,
        identity_listen: arguments.identity,
        data: arguments.data,
        seed: match arguments.seed {
            arguments::Seed::Empty => Seed::Accounts,
            arguments::Seed::Demo => Seed::Demo,
        },
    })
    .await?;
    for bulk in arguments.bulk {
        fill(sandbox.store(), &bulk.bucket, bulk.spread, bulk.objects)
            .await
            .map_err(Failure::reason)?;
    }
    line("# The administrator of the sandbox:");
    for (name, value) in environment(&sandbox) {
        line(&format!("export {name}={value}"));
    }
    line("# As a program on the sandbox's instance, without any key:");
    line("#   unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY");
    if let Some((url, token)) = sandbox.container("finance") {
        line("# As a program in its container \"finance\":");
        line(&format!(
            "#   export AWS_CONTAINER_CREDENTIALS_FULL_URI={url}"
        ));
        line(&format!(
            "#   export AWS_CONTAINER_AUTHORIZATION_TOKEN={token}"
        ));
    }
    line("# As somebody of its OpenID provider (ada or bob, password wonderful):");
    line(&format!("#   issuer {}", sandbox.openid.issuer()));
    line("# As somebody of its SAML provider (ada or bob, password wonderful):");
    line(&format!("#   metadata {}saml/metadata", sandbox.identity));
    line("# With the device of a user, for an authenticator app:");
    line(&format!("#   {MFA_SERIAL}, secret {MFA_SECRET}"));
    line(&format!("#   export AWS_ACCESS_KEY_ID={}", MFA_USER.0));
    line(&format!("#   export AWS_SECRET_ACCESS_KEY={}", MFA_USER.1));
    line(&format!("listening on {}", address(&sandbox)));
    stopped().await;
    sandbox.stop().await;
    Ok(())
}

pub(crate) async fn start(options: Options) -> Result<Running, Failure> {
    eprintln!("preparing the sandbox …");
    Sandbox::start(options).await.map_err(Failure::reason)
}

/// Where S3 and STS answer, without a slash at the end.
pub(crate) fn address(sandbox: &Running) -> String {
    sandbox.endpoint.as_str().trim_end_matches('/').to_owned()
}

/// The variables that point AWS's tools at the sandbox.
fn environment(sandbox: &Running) -> [(&'static str, String); 6] {
    let metadata = sandbox.metadata.as_str().trim_end_matches('/').to_owned();
    [
        ("AWS_ENDPOINT_URL", address(sandbox)),
        ("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata),
        ("AWS_REGION", "us-east-1".to_owned()),
        // boto3 and version 1 of the AWS CLI know only this one.
        ("AWS_DEFAULT_REGION", "us-east-1".to_owned()),
        ("AWS_ACCESS_KEY_ID", ADMIN_KEY.to_owned()),
        ("AWS_SECRET_ACCESS_KEY", ADMIN_SECRET.to_owned()),
    ]
}
