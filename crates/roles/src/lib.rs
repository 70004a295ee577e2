//! From a connection to credentials: the ways to become an AWS role.
//!
//! Each way is one small provider in [`source`]; [`Renewing`] wraps any of them.
//! The role asked for, or a refusal that says why: never another source.

mod arn;
pub mod caller;
pub mod carried;
pub mod clock;
pub mod connection;
pub mod denial;
pub mod environment;
pub mod error;
pub mod name;
pub mod openid;
pub mod policy;
pub mod remedy;
pub mod renewal;
pub mod saml;
pub mod source;
mod sts;

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_runtime_api::client::http::SharedHttpClient;

pub use caller::Caller;
pub use carried::{Carried, CarriedNow, SessionTag};
pub use connection::{
    Account, Base, Brings, Endpoints, Federated, Kept, Role, Service, SessionLimits, SourceName,
    Temporary, TemporaryKeys, Visitor,
};
pub use denial::{Denial, Meaning, Said};
pub use environment::Environment;
pub use error::RoleError;
pub use remedy::{Forms, PolicyToAdd, Remedy, Trusting, remedy};
pub use renewal::{Renewal, RenewalState, Renewing};
pub use source::{Attempt, Outcome};

/// A role that has been taken on.
pub struct Opened {
    /// Gives credentials for as long as they can be had.
    pub credentials: Renewing,
    /// Who AWS says we are.
    pub caller: Caller,
    /// What each source said, in the order they were asked.
    pub attempts: Vec<Attempt>,
    /// Where the server's own credentials come from; `None` when a person
    /// brought what it took.
    pub source: Option<SourceName>,
    /// What people should know of how it went, in sentences.
    pub notes: Vec<String>,
    /// What the session carries besides the role.
    pub carried: CarriedNow,
    /// What brings the role back after a restart; `None` when nothing is needed
    /// for that.
    pub keep: Option<TemporaryKeys>,
}

/// What taking a role on has come to, before AWS has said who that is.
struct Taken {
    credentials: Renewing,
    attempts: Vec<Attempt>,
    source: Option<SourceName>,
    notes: Vec<String>,
    carried: CarriedNow,
    keep: Option<TemporaryKeys>,
}

impl Taken {
    /// By what `visitor` brought alone.
    fn new(credentials: Renewing) -> Self {
        Self {
            credentials,
            attempts: Vec::new(),
            source: None,
            notes: Vec::new(),
            carried: CarriedNow::default(),
            keep: None,
        }
    }
}

/// Takes on `role` for `visitor`. What they bring is used for that alone; a
/// [`Role::Service`] never sees it.
pub async fn open(
    role: &Role,
    visitor: &Visitor,
    endpoints: &Endpoints,
    environment: &Environment,
    http: &SharedHttpClient,
) -> Result<Opened, RoleError> {
    let taken = match (role, &visitor.brings) {
        (Role::Service(service), _) => own(service, endpoints, environment, http).await?,
        (Role::Temporary(Temporary {}), Brings::Keys(keys)) => typed(keys)?,
        (Role::Account(account), Brings::Kept(kept)) if account.mfa_serial.is_some() => {
            held(kept, Renewal::ByCode)?
        }
        (Role::Account(account), _) => {
            assumed(account, visitor, endpoints, environment, http).await?
        }
        (
            Role::IdentityProvider(role),
            Brings::Tokens {
                role_arn,
                tokens,
                kept,
            },
        ) => {
            let source = source::identity_provider::WebIdentity::new(
                role,
                role_arn,
                &visitor.person,
                tokens.clone(),
                endpoints,
                http,
            );
            with_tokens(source, kept.as_ref()).await?
        }
        (
            Role::Saml(role),
            Brings::Assertion {
                role_arn,
                principal_arn,
                assertion,
            },
        ) => {
            let (credentials, carried, notes) =
                source::saml::assume(role, role_arn, principal_arn, assertion, endpoints, http)
                    .await?;
            Taken {
                keep: Some(TemporaryKeys::of(&credentials)),
                carried,
                notes,
                ..Taken::new(Renewing::fixed(credentials, Renewal::BySignIn))
            }
        }
        (Role::Saml(_), Brings::Kept(kept)) => held(kept, Renewal::BySignIn)?,
        (Role::Temporary(_), _) => {
            return Err(RoleError::InvalidKeys {
                reason: "This connection needs temporary credentials.".to_owned(),
            });
        }
        (Role::IdentityProvider(_) | Role::Saml(_), _) => {
            return Err(RoleError::NeedsSignIn {
                reason: "This connection needs a sign-in at its identity provider.".to_owned(),
            });
        }
    };
    let caller = match who(&taken.credentials, endpoints, http).await {
        // What was kept, or came from elsewhere, has ended before its time.
        Err(RoleError::Expired { .. }) if taken.credentials.renewal() == Renewal::ByServer => {
            taken.credentials.refused_as_expired().await;
            who(&taken.credentials, endpoints, http).await?
        }
        caller => caller?,
    };
    Ok(Opened {
        credentials: taken.credentials,
        caller,
        attempts: taken.attempts,
        source: taken.source,
        notes: taken.notes,
        carried: taken.carried,
        keep: taken.keep,
    })
}

/// Who AWS says has these credentials.
async fn who(
    credentials: &Renewing,
    endpoints: &Endpoints,
    http: &SharedHttpClient,
) -> Result<Caller, RoleError> {
    let current = credentials.provide_credentials().await;
    let current = current.map_err(|error| RoleError::of_credentials(&error))?;
    caller::get_caller_identity(current, endpoints, http).await
}

/// The server's own role.
async fn own(
    service: &Service,
    endpoints: &Endpoints,
    environment: &Environment,
    http: &SharedHttpClient,
) -> Result<Taken, RoleError> {
    let found = source::service::find(service, endpoints, environment, http).await?;
    let first = Some(found.credentials);
    Ok(Taken {
        attempts: found.attempts,
        source: Some(found.source),
        ..Taken::new(Renewing::new(found.provider, first, Renewal::ByServer))
    })
}

/// Credentials that a visitor typed.
fn typed(keys: &TemporaryKeys) -> Result<Taken, RoleError> {
    let credentials = source::temporary::check(keys)?;
    Ok(Taken {
        keep: Some(keys.clone()),
        ..Taken::new(Renewing::fixed(credentials, Renewal::ByPerson))
    })
}

/// Credentials from before a restart.
fn held(kept: &Kept, renewal: Renewal) -> Result<Taken, RoleError> {
    let credentials = kept.keys.credentials("kept");
    if credentials
        .expiry()
        .is_some_and(|end| end <= std::time::SystemTime::now())
    {
        return Err(RoleError::NeedsSignIn {
            reason: "The credentials have expired.".to_owned(),
        });
    }
    Ok(Taken {
        keep: Some(kept.keys.clone()),
        carried: kept.carried.clone().into(),
        ..Taken::new(Renewing::fixed(credentials, renewal))
    })
}

/// A role assumed with the server's role or with what the visitor typed.
async fn assumed(
    account: &Account,
    visitor: &Visitor,
    endpoints: &Endpoints,
    environment: &Environment,
    http: &SharedHttpClient,
) -> Result<Taken, RoleError> {
    let base = match (&account.base, &visitor.brings) {
        (Base::Service(service), _) => own(service, endpoints, environment, http).await?,
        (Base::Visitor, Brings::Keys(keys)) => typed(keys)?,
        (Base::Visitor, _) => {
            return Err(RoleError::InvalidKeys {
                reason: "This connection needs temporary credentials of yours, with which it assumes the role.".to_owned(),
            });
        }
    };
    let person = match (&account.base, visitor.person.as_str()) {
        // Nobody has named them yet but their own credentials.
        (Base::Visitor, "") => {
            let current = base.credentials.provide_credentials().await;
            let current = current.map_err(|error| RoleError::of_credentials(&error))?;
            caller::get_caller_identity(current, endpoints, http)
                .await?
                .name()
                .to_owned()
        }
        (_, person) => person.to_owned(),
    };
    let chain = source::account::chain(
        account,
        base.credentials.provider(),
        &person,
        visitor.mfa_code.as_deref(),
        endpoints,
        http,
    )?;
    let first = chain.assume().await?;
    let (notes, carried) = (chain.notes(), chain.carried().into());
    // A code works once: the next credentials take another.
    let (credentials, keep) = match account.mfa_serial {
        Some(_) => {
            let keep = TemporaryKeys::of(&first);
            (Renewing::fixed(first, Renewal::ByCode), Some(keep))
        }
        None => {
            let chain = SharedCredentialsProvider::new(chain);
            let renewing = Renewing::new(chain, Some(first), Renewal::ByServer);
            (renewing, base.keep)
        }
    };
    Ok(Taken {
        credentials,
        attempts: base.attempts,
        source: base.source,
        notes,
        carried,
        keep,
    })
}

/// A role for ID tokens, beginning with what was kept where that still works.
async fn with_tokens(
    source: source::identity_provider::WebIdentity,
    kept: Option<&Kept>,
) -> Result<Taken, RoleError> {
    let now = std::time::SystemTime::now();
    let kept = kept.filter(|kept| kept.keys.expiration.is_some_and(|end| end > now));
    let first: Credentials = match kept {
        Some(kept) => {
            source.carried.set(kept.carried.clone());
            kept.keys.credentials("kept")
        }
        None => source.assume().await?,
    };
    let (notes, carried) = (source.notes(), source.carried.clone());
    let keep = Some(TemporaryKeys::of(&first));
    let source = SharedCredentialsProvider::new(source);
    Ok(Taken {
        keep,
        notes,
        carried,
        ..Taken::new(Renewing::new(source, Some(first), Renewal::ByServer))
    })
}
