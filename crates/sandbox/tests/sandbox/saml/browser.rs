//! A browser as far as these tests need one: it follows forms.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::redirect::Policy;
use url::Url;
use wardrobe_sandbox::Running;

use crate::saml::world::ACS;

pub struct Browser {
    http: reqwest::Client,
    identity: Url,
}

/// The form on a page.
#[derive(Debug)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
    pub page: String,
}

impl Form {
    fn read(page: String) -> Self {
        let form = page.split("<form").nth(1).unwrap_or_default();
        let form = form.split("</form>").next().unwrap_or_default();
        let value = |tag: &str, name: &str| {
            let found = tag.split(&format!("{name}=\"")).nth(1)?;
            let found = found.split('"').next()?;
            Some(
                found
                    .replace("&quot;", "\"")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&"),
            )
        };
        let hidden = form
            .split("<input")
            .skip(1)
            .filter(|tag| tag.contains("type=hidden"));
        let fields = hidden.map(|tag| (value(tag, "name").unwrap(), value(tag, "value").unwrap()));
        let fields = fields.collect();
        Self {
            action: value(form, "action").unwrap_or_default(),
            fields,
            page,
        }
    }

    pub fn field(&self, name: &str) -> Option<&str> {
        let mut found = self.fields.iter().filter(|(n, _)| n == name);
        found.next().map(|(_, value)| value.as_str())
    }

    /// The response that the form carries.
    pub fn response(&self) -> String {
        let response = self.field("SAMLResponse");
        response
            .unwrap_or_else(|| panic!("no response in {}", self.page))
            .to_owned()
    }

    /// The same, as XML.
    pub fn xml(&self) -> String {
        String::from_utf8(STANDARD.decode(self.response()).unwrap()).unwrap()
    }
}

impl Browser {
    pub fn new(running: &Running) -> Self {
        let http = reqwest::Client::builder()
            .cookie_store(true)
            .redirect(Policy::none())
            .no_proxy();
        Self {
            http: http.build().unwrap(),
            identity: running.identity.clone(),
        }
    }

    /// A page and its form.
    pub async fn open(&self, path: &str, query: &[(&str, &str)]) -> (u16, Form) {
        let mut url = self.identity.join(path).unwrap();
        url.query_pairs_mut().extend_pairs(query);
        let answer = self.http.get(url).send().await.unwrap();
        let status = answer.status().as_u16();
        (status, Form::read(answer.text().await.unwrap()))
    }

    /// Sends a sign-in form.
    pub async fn sign_in(&self, form: &Form, user: &str, password: &str) -> Form {
        let url = self.identity.join(&form.action).unwrap();
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("user", user), ("password", password)])
            .finish();
        let request = self.http.post(url);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let answer = request.body(body).send().await.unwrap();
        Form::read(answer.text().await.unwrap())
    }
}

/// The response of a visit that begins at the provider.
pub async fn response_for(running: &Running, user: &str) -> String {
    let browser = Browser::new(running);
    let (_, form) = browser.open("saml/start", &[("acs", ACS)]).await;
    browser.sign_in(&form, user, "wonderful").await.response()
}
