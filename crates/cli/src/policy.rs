//! `wardrobe policy`: what a connection needs in AWS, each with where it belongs.

use std::time::Duration;

use wardrobe_roles::policy::Rights;
use wardrobe_roles::{Environment, Role, Visitor};
use wardrobe_server::config::Connection;
use wardrobe_server::policies::{Policies, ProviderToAdd, Wanted};
use wardrobe_server::reach::endpoints;
use wardrobe_server::{Config, PolicyToAdd};

use crate::arguments::{Form, Policy};
use crate::connection::chosen;
use crate::failure::Ended;
use crate::output::{line, plain};

/// For so long this machine may look for credentials of its own.
const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) async fn run(policy: Policy) -> Ended {
    let config = Config::load(&policy.config)?;
    let connection = chosen(&config, policy.connection.as_deref())?;
    let role = &connection.role;
    let provider = role.identity_provider().and_then(|p| config.provider(p));
    let principal = match policy.principal {
        Some(principal) => Some(principal),
        None => own_principal(connection).await,
    };
    let found = Policies::of(&Wanted {
        connection,
        provider,
        acs: &config.server.acs(),
        rights: match policy.read_only {
            true => Rights::Read,
            false => Rights::ReadAndWrite,
        },
        versions: policy.versions,
        principal: principal.as_deref(),
        bucket_account: policy.bucket_account.as_deref(),
        key: policy.kms_key.as_deref(),
    });
    if policy.output.json {
        // Names and texts can always be written.
        line(&serde_json::to_string(&found).unwrap_or_default());
    } else {
        tell(&found, policy.form);
    }
    Ok(())
}

/// As whom this machine is known to AWS, if it has credentials for such a connection.
async fn own_principal(connection: &Connection) -> Option<String> {
    let service = connection.role.service()?;
    let role = Role::Service(Box::new(service.clone()));
    let (visitor, endpoints) = (Visitor::default(), endpoints(connection));
    let (environment, http) = (Environment::process(), wardrobe_storage::http_client());
    let opened = wardrobe_roles::open(&role, &visitor, &endpoints, &environment, &http);
    let opened = tokio::time::timeout(PATIENCE, opened).await.ok()?.ok()?;
    Some(opened.caller.principal())
}

fn tell(found: &Policies, form: Form) {
    for provider in &found.providers {
        line(&format!("# {}", plain(&provider.title)));
        line(&plain(by(form, provider)));
        line("");
    }
    for policy in &found.policies {
        line(&format!("# {}", plain(&policy.place)));
        if let Some(words) = &policy.too_long {
            line(&format!("# {}", plain(words)));
        }
        match written(form, policy) {
            Some(text) => line(plain(text).trim_end()),
            None => {
                line("# There is only JSON of this one.");
                line(&plain(&policy.document));
            }
        }
        line("");
    }
    for note in &found.notes {
        eprintln!("{}", plain(note));
    }
}

fn written(form: Form, policy: &PolicyToAdd) -> Option<&str> {
    match form {
        Form::Json => Some(&policy.document),
        Form::Cli => policy.cli.as_deref(),
        Form::Terraform => policy.terraform.as_deref(),
        Form::Cloudformation => policy.cloudformation.as_deref(),
    }
}

/// A provider is no policy: where there is only JSON of those, this is a command.
fn by(form: Form, provider: &ProviderToAdd) -> &str {
    match form {
        Form::Json | Form::Cli => &provider.cli,
        Form::Terraform => &provider.terraform,
        Form::Cloudformation => &provider.cloudformation,
    }
}
