//! The policies that a connection needs: all that makes it work, and nothing beside it.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege>

mod assume;
mod permissions;
mod provider;
mod resources;
mod service;
pub(crate) mod trust;

#[cfg(test)]
mod tests;

use serde_json::{Value, json};

pub use provider::ProviderToAdd;

use crate::remedy::{Place, PolicyToAdd};
use crate::{Base, Role};

/// Whose role Wardrobe's own is, where nobody knows: to be replaced by hand.
pub const UNKNOWN_SERVER: &str = "arn:aws:iam::ACCOUNT:role/WARDROBE";
/// A role that a claim or an assertion names: to be replaced by hand.
pub const UNKNOWN_ROLE: &str = "arn:aws:iam::ACCOUNT:role/ROLE";
/// Whoever brings credentials of their own: to be replaced by hand.
const UNKNOWN_VISITOR: &str = "arn:aws:iam::ACCOUNT:user/PERSON";

/// A connection, and what people shall do with it.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// How it becomes a role.
    pub role: &'a Role,
    /// Where they work; nowhere is in all buckets of the account.
    pub places: &'a [Reach],
    /// What they do there.
    pub rights: Rights,
    /// Whether they look at earlier versions, too, and may remove them where they write.
    pub versions: bool,
    /// The role, or the user, that Wardrobe runs as; for an account role that people
    /// take on with credentials of their own, whoever that is.
    pub principal: Option<&'a str>,
    /// Where they sign in for the role, if they do.
    pub sign_in: Option<SignIn<'a>>,
    /// The account of the buckets, where that is not the role's.
    pub bucket_account: Option<&'a str>,
    /// The key of KMS that encrypts what is there, by its ARN.
    pub key: Option<&'a str>,
}

/// A bucket, or what begins with a prefix in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Its name.
    pub bucket: String,
    /// What every key there begins with; all do with nothing.
    pub prefix: String,
}

/// What people do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rights {
    /// List and read.
    Read,
    /// Write, move and delete, too.
    ReadAndWrite,
}

/// Where people sign in for a role.
#[derive(Clone, Copy, Debug)]
pub enum SignIn<'a> {
    /// An OpenID provider.
    OpenId {
        /// As in its tokens.
        issuer: &'a str,
        /// Who the tokens are for.
        client_id: &'a str,
    },
    /// A SAML identity provider.
    Saml {
        /// Where its assertions are posted: `SAML:aud`.
        acs: &'a str,
        /// What it is called, in the role's account as here.
        name: &'a str,
    },
}

/// What a connection needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needed {
    /// The identity providers that an account has to know first.
    pub providers: Vec<ProviderToAdd>,
    /// The policies, in the order they can be made.
    pub policies: Vec<PolicyToAdd>,
    /// What there is to know besides, in sentences.
    pub notes: Vec<String>,
}

impl Needed {
    fn add(&mut self, place: Place, statements: Vec<Value>) {
        if !statements.is_empty() {
            let mut document = json!({ "Version": "2012-10-17" });
            document["Statement"] = statements.into();
            self.policies.push(PolicyToAdd { place, document });
        }
    }
}

/// What the connection of `wish` needs.
pub fn needed(wish: &Wish<'_>) -> Needed {
    let mut needed = Needed::default();
    let roles: Vec<String> = match wish.role {
        Role::Service(service) => {
            let own = wish.principal.unwrap_or(UNKNOWN_SERVER);
            service::trust(service, own, &mut needed);
            vec![own.to_owned()]
        }
        Role::Account(account) => {
            let visitor = matches!(account.base, Base::Visitor);
            let unknown = if visitor {
                UNKNOWN_VISITOR
            } else {
                UNKNOWN_SERVER
            };
            let base = wish.principal.unwrap_or(unknown);
            assume::chain(account, base, &mut needed);
            vec![account.arn.clone()]
        }
        Role::IdentityProvider(role) | Role::Saml(role) => {
            let roles = match role.arns.is_empty() {
                true => vec![UNKNOWN_ROLE.to_owned()],
                false => role.arns.clone(),
            };
            provider::trust(wish, role, &roles, &mut needed);
            roles
        }
        Role::Temporary(_) => {
            let role = Place::Identity(None);
            needed.add(role, permissions::statements(wish, "aws"));
            needed.notes.push(
                "People paste credentials of a role of their own: this is what that role needs."
                    .to_owned(),
            );
            return needed;
        }
    };
    for arn in &roles {
        let statements = permissions::statements(wish, crate::arn::partition_of(arn));
        needed.add(permissions_of(arn), statements);
    }
    resources::policies(wish, &roles, &mut needed);
    needed
}

/// Where the permissions of a role belong that is made here; of anybody else, theirs.
fn permissions_of(arn: &str) -> Place {
    match arn.contains(":role/") {
        true => Place::NewIdentity(arn.to_owned()),
        false => Place::Identity(Some(arn.to_owned())),
    }
}
