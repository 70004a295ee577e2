//! A person on the way to the SAML identity provider and back.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::Response;
use serde_json::{Value, json};
use url::{Url, form_urlencoded};
use wardrobe_sandbox::Running;

use crate::api::studio::*;

/// Two connections at one provider: all roles, and one of them alone.
pub fn corp_saml(sandbox: &Running) -> String {
    settings(sandbox, false)
}

/// The same, where sign-ins may begin at the provider.
pub fn corp_saml_begins(sandbox: &Running) -> String {
    settings(sandbox, true)
}

fn settings(sandbox: &Running, idp_initiated: bool) -> String {
    let (endpoint, identity) = (&sandbox.endpoint, &sandbox.identity);
    let store = format!("endpoint = \"{endpoint}\"\nsts_endpoint = \"{endpoint}\"\n");
    format!(
        r#"
[[account]]
id = "111111111111"
label = "Studio"

[[identity_provider]]
name = "corpsaml"
label = "Corp"
kind = "saml"
metadata_url = "{identity}saml/metadata"
idp_initiated = {idp_initiated}

[[connection]]
name = "corpsaml"
label = "Corp files"
{store}
role = {{ kind = "saml", identity_provider = "corpsaml" }}

[[connection]]
name = "only"
{store}
role = {{ kind = "saml", identity_provider = "corpsaml", arns = ["arn:aws:iam::111111111111:role/saml-read"] }}
"#
    )
}

/// What the provider's page posts to us.
#[derive(Clone, Debug)]
pub struct Posted {
    pub action: String,
    pub response: String,
    pub relay_state: String,
}

impl Posted {
    /// With other words in the response.
    pub fn saying(&self, from: &str, to: &str) -> Self {
        let xml = String::from_utf8(STANDARD.decode(&self.response).unwrap()).unwrap();
        assert!(xml.contains(from), "{from} is not in {xml}");
        Self {
            response: STANDARD.encode(xml.replace(from, to)),
            ..self.clone()
        }
    }

    pub fn xml(&self) -> String {
        String::from_utf8(STANDARD.decode(&self.response).unwrap()).unwrap()
    }

    fn read(page: &str) -> Self {
        let value = |tag: &str, name: &str| {
            let found = tag.split(&format!("{name}=\"")).nth(1)?;
            Some(found.split('"').next()?.replace("&amp;", "&"))
        };
        let field = |wanted: &str| {
            let mut fields = page.split("<input").skip(1);
            let field = fields.find(|tag| value(tag, "name").as_deref() == Some(wanted));
            field.and_then(|tag| value(tag, "value"))
        };
        let form = page.split("<form").nth(1).unwrap_or_default();
        Self {
            action: value(form, "action").unwrap_or_default(),
            response: field("SAMLResponse").ok_or(page).unwrap(),
            relay_state: field("RelayState").unwrap_or_default(),
        }
    }
}

pub fn location(answer: &Response) -> String {
    assert_eq!(answer.status(), 303);
    answer.headers()["location"].to_str().unwrap().to_owned()
}

impl Browser {
    /// Sets out, and gives the provider's address.
    pub async fn set_out(&self, path: &str) -> Url {
        location(&self.bare("GET", path).send().await.unwrap())
            .parse()
            .unwrap()
    }

    /// Signs in on the provider's page.
    pub async fn at_provider(&self, page: &Url, user: &str) -> Posted {
        let mut form = page.clone();
        form.set_path("/saml/sign-in");
        let fields = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("user", user), ("password", "wonderful")])
            .finish();
        Posted::read(&self.form(form.as_str(), fields).await.text().await.unwrap())
    }

    /// Visits the provider's page, which may know the person already.
    pub async fn known_at_provider(&self, page: &Url) -> Posted {
        let answer = self.page_of(page.as_str()).await;
        Posted::read(&answer.text().await.unwrap())
    }

    /// What the provider's page posts when a visit begins there.
    pub async fn begins_there(&self, studio: &Studio, user: &str, relay_state: &str) -> Posted {
        let mut page = studio.sandbox.identity.join("saml/start").unwrap();
        page.query_pairs_mut()
            .append_pair("acs", &format!("{}/saml/acs", studio.address))
            .append_pair("relay_state", relay_state);
        self.at_provider(&page, user).await
    }

    /// Posts what the provider's page has, as its page would; gives where that ends.
    pub async fn bring(&self, studio: &Studio, posted: &Posted) -> String {
        location(&self.brought(studio, posted).await)
    }

    /// The same, with all of the answer.
    pub async fn brought(&self, studio: &Studio, posted: &Posted) -> Response {
        let fields = form_urlencoded::Serializer::new(String::new())
            .append_pair("SAMLResponse", &posted.response)
            .append_pair("RelayState", &posted.relay_state)
            .finish();
        let action = format!("{}/saml/acs", studio.address);
        let answer = self.form(&action, fields).await;
        let next = location(&answer);
        match next.starts_with("/saml/finish?id=") {
            true => {
                assert!(next.len() < 100, "{next}");
                self.without_following(&next).await
            }
            false => answer,
        }
    }

    /// The whole way.
    pub async fn saml_sign_in(&self, studio: &Studio, path: &str, user: &str) -> String {
        let page = self.set_out(path).await;
        let posted = self.at_provider(&page, user).await;
        assert_eq!(posted.action, format!("{}/saml/acs", studio.address));
        self.bring(studio, &posted).await
    }

    /// The code and words of a sign-in that ended at `location`.
    pub async fn why(&self, location: &str) -> (String, String) {
        let id = location.split("sign_in_error=").nth(1);
        let id = id.ok_or(location).unwrap();
        let answer = self.json(&format!("/api/sign-in-errors/{id}")).await;
        let text = |name: &str| {
            answer["error"][name]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        };
        (text("code"), text("message"))
    }

    pub async fn choose(&self, connection: &str, role: &str) -> Response {
        let path = format!("/api/connections/{connection}/open");
        self.post(&path, &json!({ "role_arn": role })).await
    }

    /// All that can be seen of the session.
    pub async fn everything(&self) -> Value {
        let session = self.json("/api/session").await;
        let connections = self.json("/api/connections").await;
        json!([session, connections])
    }
}
