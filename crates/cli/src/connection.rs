//! From the command line to a storage.

use url::Url;
use wardrobe_roles::{
    Brings, Environment, Opened, Role, RoleError, TemporaryKeys, Trusting, Visitor,
};
use wardrobe_server::config::{Connection, People, Transfers};
use wardrobe_server::reach::{endpoints, storage};
use wardrobe_server::{Config, trusting};
use wardrobe_storage::Storage;
use wardrobe_storage::address::S3Url;

use crate::arguments::Through;
use crate::failure::Failure;
use crate::sign_in;

/// What a command works with.
pub(crate) struct Target {
    pub connection: Connection,
    /// The sign-in that its role asks for.
    sign_in: Option<sign_in::Wanted>,
}

/// Takes the connection's name off the places, if one is given: what is neither
/// `s3://` nor one of the last `wanted` places.
pub(crate) fn named(mut places: Vec<String>, wanted: usize) -> (Option<String>, Vec<String>) {
    let name = places
        .first()
        .is_some_and(|first| !first.starts_with("s3://"));
    match name && places.len() > wanted {
        true => (Some(places.remove(0)), places),
        false => (None, places),
    }
}

/// The connection of this name, or the only one.
pub(crate) fn chosen<'a>(
    config: &'a Config,
    name: Option<&str>,
) -> Result<&'a Connection, Failure> {
    let connection = match (name, config.connections.as_slice()) {
        (Some(name), _) => config.connection(name),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    connection.ok_or_else(|| {
        let all: Vec<&str> = config.connections.iter().map(|c| c.name.as_str()).collect();
        let all = all.join(", ");
        Failure::usage(match name {
            Some(name) => format!("there is no connection {name:?}; there are {all}"),
            None => format!("which connection? There are {all}"),
        })
    })
}

/// The storage of a connection, once its role is taken on. `places` must lie in
/// what it offers.
pub(crate) async fn open(
    through: &Through,
    name: Option<&str>,
    places: &[&S3Url],
) -> Result<Storage, Failure> {
    let (opened, target) = take_on(through, name).await?;
    for place in places {
        target.offers(place)?;
    }
    let http = wardrobe_storage::http_client();
    Ok(storage(&target.connection, &opened, &http))
}

/// The role of a connection, taken on.
pub(crate) async fn take_on(
    through: &Through,
    name: Option<&str>,
) -> Result<(Opened, Target), Failure> {
    let environment = Environment::process();
    let target = Target::find(through, name, &environment)?;
    let visitor = target.visitor(&environment).await?;
    let opened = target.take_on(&visitor, &environment).await?;
    Ok((opened, target))
}

impl Target {
    /// The connection of this name, or the only one; without a configuration the role
    /// of this machine.
    pub fn find(
        through: &Through,
        name: Option<&str>,
        environment: &Environment,
    ) -> Result<Self, Failure> {
        let config = &through.config;
        if !config.exists() {
            return match name {
                None | Some("service") => own_role(environment),
                Some(name) => Err(Failure::usage(format!(
                    "there is no {}, so no connection {name:?}; without it there is only \"service\", the role of this machine",
                    config.display()
                ))),
            };
        }
        let config = Config::load(config)?;
        let connection = chosen(&config, name)?;
        Ok(Self {
            sign_in: sign_in::Wanted::of(&config, &connection.role, &through.sign_in),
            connection: connection.clone(),
        })
    }

    /// Who asks, with what the role takes.
    pub async fn visitor(&self, environment: &Environment) -> Result<Visitor, Failure> {
        if let Some(sign_in) = &self.sign_in {
            return sign_in.visitor().await;
        }
        Ok(Visitor {
            person: environment
                .get("USER")
                .unwrap_or_else(|| "wardrobe".to_owned()),
            brings: match self.connection.role.takes_keys() {
                true => Brings::Keys(typed(environment)?),
                false => Brings::Nothing,
            },
            mfa_code: None,
        })
    }

    /// What the trust policy of the role may insist on.
    pub fn trusting<'a>(&'a self, visitor: &'a Visitor) -> Option<Trusting<'a>> {
        match &self.sign_in {
            Some(sign_in) => sign_in.trusting(&self.connection.role, visitor),
            None => trusting(&self.connection.role, None, None, &visitor.brings),
        }
    }

    /// Takes on the role.
    pub async fn take_on(
        &self,
        visitor: &Visitor,
        environment: &Environment,
    ) -> Result<Opened, RoleError> {
        let http = wardrobe_storage::http_client();
        let (role, endpoints) = (&self.connection.role, endpoints(&self.connection));
        wardrobe_roles::open(role, visitor, &endpoints, environment, &http).await
    }

    /// Refuses a place that the connection does not offer.
    pub fn offers(&self, place: &S3Url) -> Result<(), Failure> {
        let within = |l: &S3Url| l.bucket == place.bucket && place.key.starts_with(&l.key);
        match self.connection.locations.is_empty() || self.connection.locations.iter().any(within) {
            true => Ok(()),
            false => Err(Failure::reason(format!(
                "this connection does not offer {place}"
            ))),
        }
    }
}

/// The role of this machine, found where AWS's own tools find it.
fn own_role(environment: &Environment) -> Result<Target, Failure> {
    let address = |service: &str| {
        let named = environment.get(&format!("AWS_ENDPOINT_URL_{service}"));
        let text = named.or_else(|| environment.get("AWS_ENDPOINT_URL"));
        text.map(|text| {
            Url::parse(&text).map_err(|e| Failure::usage(format!("AWS_ENDPOINT_URL {text:?}: {e}")))
        })
        .transpose()
    };
    let region = environment.get("AWS_REGION");
    let endpoint = address("S3")?;
    let region = region.or_else(|| environment.get("AWS_DEFAULT_REGION"));
    Ok(Target {
        connection: Connection {
            name: "service".to_owned(),
            label: "The role of this machine".to_owned(),
            color: None,
            warning: None,
            locations: Vec::new(),
            region: region.unwrap_or("us-east-1".to_owned()),
            sts_endpoint: address("STS")?,
            path_style: endpoint.is_some(),
            endpoint,
            role: Role::Service(Box::default()),
            people: People::Anyone,
            transfers: Transfers::default(),
            trash: false,
        },
        sign_in: None,
    })
}

/// For a temporary connection a person's own credentials stand in the
/// environment: a command line would be seen by others.
fn typed(environment: &Environment) -> Result<TemporaryKeys, Failure> {
    let needed = |name: &str| {
        environment.get(name).ok_or_else(|| {
            Failure::usage(format!("this connection needs {name} in the environment"))
        })
    };
    Ok(TemporaryKeys {
        access_key_id: needed("AWS_ACCESS_KEY_ID")?,
        secret_access_key: needed("AWS_SECRET_ACCESS_KEY")?,
        session_token: needed("AWS_SESSION_TOKEN")?,
        expiration: None,
    })
}

/// An `s3://` address from the command line.
pub(crate) fn address(text: &str) -> Result<S3Url, Failure> {
    text.parse()
        .map_err(|reason: String| Failure::usage(reason))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_connection_is_named_before_the_places() {
        let of = |places: &[&str], wanted| {
            let (name, rest) = named(places.iter().map(|s| (*s).to_owned()).collect(), wanted);
            (name.unwrap_or_default(), rest.join(" "))
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(of(&[], 0), pair("", ""));
        assert_eq!(of(&["files"], 0), pair("files", ""));
        assert_eq!(of(&["s3://b"], 0), pair("", "s3://b"));
        assert_eq!(of(&["files", "s3://b"], 0), pair("files", "s3://b"));
        assert_eq!(of(&["a.txt", "s3://b/a"], 2), pair("", "a.txt s3://b/a"));
        assert_eq!(
            of(&["files", "a.txt", "s3://b/a"], 2),
            pair("files", "a.txt s3://b/a")
        );
    }
}
