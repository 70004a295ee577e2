//! A sandbox, a server on it, and a browser.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::cookie::Jar;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Response, ResponseBuilderExt};
use serde_json::{Value, json};
use tokio::sync::oneshot;
use wardrobe_roles::Environment;
use wardrobe_sandbox::iam::World;
use wardrobe_sandbox::people::PASSWORD;
use wardrobe_sandbox::s3::store::{Attributes, BulkObject};
use wardrobe_sandbox::seed::{ACCOUNT, RESEARCH_WRITE, VISITOR_ROLE};
use wardrobe_sandbox::{Options, Running, Sandbox, Seed};
use wardrobe_server::{Config, Server};

pub const BUCKET: &str = "studio-files";
pub const OTHER: &str = "studio-more";
pub const FINANCE: &str = "finance-reports";

/// Everything a test needs.
pub struct Studio {
    pub sandbox: Running,
    pub address: String,
    pub directory: tempfile::TempDir,
    /// What the configuration says besides.
    more: String,
    stop: oneshot::Sender<()>,
    running: tokio::task::JoinHandle<()>,
}

/// A person at a browser: keeps cookies.
#[derive(Clone)]
pub struct Browser {
    http: Client,
    /// The same cookies, but no redirect is followed.
    still: Client,
    address: String,
    world: World,
}

impl Studio {
    pub async fn start() -> Self {
        Self::start_on(|_| String::new()).await
    }

    /// With more in the configuration, which may depend on the sandbox.
    pub async fn start_on(more: impl FnOnce(&Running) -> String) -> Self {
        let sandbox = Sandbox::start(Options {
            seed: Seed::Accounts,
            ..Options::default()
        });
        let sandbox = sandbox.await.unwrap();
        for bucket in [BUCKET, OTHER, FINANCE] {
            sandbox
                .store()
                .create_bucket(bucket, "us-east-1", ACCOUNT)
                .await
                .unwrap();
        }
        let directory = tempfile::tempdir().unwrap();
        let more = more(&sandbox);
        let (address, stop, running) = serve(&sandbox, directory.path(), &more).await;
        Self {
            sandbox,
            address,
            directory,
            more,
            stop,
            running,
        }
    }

    /// Stops the server and starts another on the same database.
    pub async fn restart(self) -> Self {
        let Self {
            sandbox,
            directory,
            more,
            stop,
            running,
            ..
        } = self;
        stop.send(()).unwrap();
        running.await.unwrap();
        let (address, stop, running) = serve(&sandbox, directory.path(), &more).await;
        Self {
            sandbox,
            address,
            directory,
            more,
            stop,
            running,
        }
    }

    pub fn browser(&self) -> Browser {
        let cookies = Arc::new(Jar::default());
        let client = || Client::builder().cookie_provider(cookies.clone());
        Browser {
            http: client().build().unwrap(),
            still: client().redirect(Policy::none()).build().unwrap(),
            address: self.address.clone(),
            world: self.sandbox.world().clone(),
        }
    }

    /// A browser that follows no redirect by itself.
    pub fn walker(&self) -> Browser {
        let browser = self.browser();
        Browser {
            http: browser.still.clone(),
            ..browser
        }
    }

    /// A browser in which `studio` is open.
    pub async fn open(&self) -> Browser {
        let browser = self.browser();
        let opened = browser
            .post("/api/connections/studio/open", &json!({}))
            .await;
        assert_eq!(opened.status(), 200, "{}", opened.text().await.unwrap());
        browser
    }

    /// A browser in which `own` is open with credentials of `role`.
    pub async fn visit(&self, role: &str, life: Duration) -> Browser {
        let browser = self.browser();
        let opened = browser
            .post("/api/connections/own/open", &self.keys(role, life))
            .await;
        assert_eq!(opened.status(), 200, "{}", opened.text().await.unwrap());
        browser
    }

    pub fn keys(&self, role: &str, life: Duration) -> Value {
        let keys = self
            .sandbox
            .world()
            .mint(role, "ada@example.com", life)
            .unwrap();
        json!({
            "access_key_id": keys.access_key_id,
            "secret_access_key": keys.secret_access_key,
            "session_token": keys.session_token,
        })
    }

    /// Puts an object behind the server's back.
    pub async fn put(&self, bucket: &str, key: &str, body: impl Into<Bytes>) {
        let object = BulkObject {
            key: key.to_owned(),
            body: body.into(),
            attributes: Attributes::default(),
        };
        self.sandbox.store().add(bucket, object).await.unwrap();
    }

    /// All keys of a bucket.
    pub async fn keys_of(&self, bucket: &str) -> Vec<String> {
        let browser = self.open().await;
        let lines = browser
            .lines(
                "GET",
                &format!("/api/connections/studio/objects?bucket={bucket}"),
                None,
            )
            .await;
        lines
            .iter()
            .flat_map(|l| l["objects"].as_array().cloned().unwrap_or_default())
            .map(|o| o["key"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Unfinished uploads that S3 holds.
    pub async fn uploads_of(&self, bucket: &str) -> usize {
        let bucket = bucket.to_owned();
        let found = self
            .sandbox
            .store()
            .read(move |tables| Ok(tables.uploads(&bucket, ("", ""))?.take(100).count()));
        found.await.unwrap()
    }

    pub fn database(&self) -> String {
        format!(
            "sqlite:{}",
            self.directory.path().join("wardrobe.db").display()
        )
    }
}

async fn serve(
    sandbox: &Running,
    directory: &Path,
    more: &str,
) -> (String, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
    let text = config(sandbox, directory) + more;
    let config = Config::parse("test.toml", &text, directory).unwrap();
    let nothing: [(String, String); 0] = [];
    let server = Server::bind(config, Environment::of(nothing))
        .await
        .unwrap();
    let address = format!("http://{}", server.address().unwrap());
    let (stop, stopped) = oneshot::channel();
    let running = tokio::spawn(async move {
        server.run(async { drop(stopped.await) }).await.unwrap();
    });
    (address, stop, running)
}

fn config(sandbox: &Running, directory: &Path) -> String {
    let (container, token) = sandbox.container("finance").unwrap();
    std::fs::write(directory.join("token"), token).unwrap();
    let metadata = &sandbox.metadata;
    let store = store(sandbox);
    let issuer = sandbox.openid.issuer();
    let hash = wardrobe_server::hash_password("lovelace").unwrap();
    format!(
        r#"
server = {{ listen = "127.0.0.1:0", administrators = ["ada"] }}

[[user]]
name = "ada"
password_hash = "{hash}"

[[user]]
name = "mary"
password_hash = "{hash}"

[[connection]]
name = "studio"
{store}
role = {{ kind = "service", sources = ["instance"], instance_endpoint = "{metadata}" }}
people = {{ anyone = true }}

[[connection]]
name = "finance"
locations = ["s3://{FINANCE}/2026/"]
{store}
people = {{ users = ["ada"] }}
[connection.role]
kind = "service"
sources = ["container"]
container_endpoint = "{container}"
container_token_file = "token"

[[connection]]
name = "narrow"
locations = ["s3://{BUCKET}/inside/"]
{store}
role = {{ kind = "service", sources = ["instance"], instance_endpoint = "{metadata}" }}
people = {{ anyone = true }}

[[connection]]
name = "own"
{store}
role = {{ kind = "temporary" }}

[[identity_provider]]
name = "corp"
label = "Corp"
kind = "oidc"
issuer = "{issuer}"
client_id = "wardrobe"

[[identity_provider]]
name = "corp-secret"
kind = "oidc"
issuer = "{issuer}"
client_id = "wardrobe-secret"
client_secret = "sandbox-only-client-secret"

[[connection]]
name = "research"
{store}
role = {{ kind = "identity-provider", identity_provider = "corp", roles_claim = "aws_roles" }}

[[connection]]
name = "writing"
{store}
role = {{ kind = "identity-provider", identity_provider = "corp", arns = ["{RESEARCH_WRITE}"] }}

[[connection]]
name = "confidential"
{store}
role = {{ kind = "identity-provider", identity_provider = "corp-secret", arns = ["{RESEARCH_WRITE}"] }}

[[connection]]
name = "books"
label = "The books"
{store}
role = {{ kind = "service", sources = ["instance"], instance_endpoint = "{metadata}" }}
people = {{ identity_provider = "corp", groups = ["finance"] }}
"#
    )
}

/// Where a connection finds the sandbox.
pub fn store(sandbox: &Running) -> String {
    let endpoint = &sandbox.endpoint;
    format!("endpoint = \"{endpoint}\"\nsts_endpoint = \"{endpoint}\"\n")
}

/// A connection for anyone through the role of the machine.
pub fn through_machine(sandbox: &Running, name: &str, more: &str) -> String {
    let (store, metadata) = (store(sandbox), &sandbox.metadata);
    format!(
        r#"
[[connection]]
name = "{name}"
{more}
{store}
role = {{ kind = "service", sources = ["instance"], instance_endpoint = "{metadata}" }}
people = {{ anyone = true }}
"#
    )
}

impl Browser {
    /// The same browser at a server that has moved to another port.
    pub fn at(&self, studio: &Studio) -> Self {
        Self {
            http: self.http.clone(),
            still: self.still.clone(),
            address: studio.address.clone(),
            world: studio.sandbox.world().clone(),
        }
    }

    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        self.http
            .request(method, format!("{}{path}", self.address))
            .header("x-wardrobe", "1")
    }

    /// A request as another site's page could make it: no header of ours.
    pub fn bare(&self, method: &str, path: &str) -> RequestBuilder {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        self.http.request(method, format!("{}{path}", self.address))
    }

    pub async fn get(&self, path: &str) -> Response {
        self.telling(self.request("GET", path)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Response {
        self.telling(self.request("POST", path).json(body)).await
    }

    /// The answer. Where it is a refusal it must tell no secret that AWS has handed out.
    async fn telling(&self, request: RequestBuilder) -> Response {
        let answer = request.send().await.unwrap();
        if answer.status().as_u16() < 400 {
            return answer;
        }
        let (status, url) = (answer.status(), answer.url().clone());
        let headers = answer.headers().clone();
        let body = answer.bytes().await.unwrap();
        let text = String::from_utf8_lossy(&body);
        for secret in self.world.secrets() {
            assert!(!text.contains(&secret), "{secret} in {text}");
        }
        let mut again = axum::http::Response::builder().status(status).url(url);
        again.headers_mut().unwrap().extend(headers);
        Response::from(again.body(body).unwrap())
    }

    /// Signs in at the provider, which `path` leads to, as `user`. Answers where
    /// that ends: a path of ours with its query.
    pub async fn sign_in(&self, path: &str, user: &str) -> String {
        let mut place = self.get(path).await;
        if place.url().path() == "/openid/authorize" {
            let form = [("user", user), ("password", PASSWORD)];
            let body = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(form)
                .finish();
            let page = self.http.post(place.url().clone());
            let kind = "application/x-www-form-urlencoded";
            let filled = page.header("content-type", kind).body(body);
            place = filled.send().await.unwrap();
        }
        let url = place.url();
        assert!(url.as_str().starts_with(&self.address), "{url}");
        url[url::Position::BeforePath..].to_owned()
    }

    /// Where a page of ours sends the browser, which it does not follow.
    pub async fn without_following(&self, path: &str) -> Response {
        self.raw(&format!("{}{path}", self.address)).await
    }

    /// The same, where the server is known by another name.
    pub async fn without_following_as(&self, path: &str, host: &str) -> Response {
        let request = self.still.get(format!("{}{path}", self.address));
        request.header("host", host).send().await.unwrap()
    }

    /// An address anywhere, without following where it leads.
    pub async fn raw(&self, address: &str) -> Response {
        self.still.get(address).send().await.unwrap()
    }

    /// Goes to another site, and answers where that ends.
    pub async fn elsewhere(&self, address: &str) -> String {
        let place = self.http.get(address).send().await.unwrap();
        place.url()[url::Position::BeforePath..].to_owned()
    }

    /// Why a sign-in failed that ended at `place`: the code and the words.
    pub async fn reason(&self, place: &str) -> (String, String) {
        let (_, id) = place.split_once("sign_in_error=").expect(place);
        let answer = self.json(&format!("/api/sign-in-errors/{id}")).await;
        let text = |name: &str| answer["error"][name].as_str().unwrap().to_owned();
        (text("code"), text("message"))
    }

    /// A form as another site's page posts it.
    pub async fn form(&self, url: &str, fields: String) -> Response {
        let request = self.http.post(url).header("origin", "null");
        let request = request.header("sec-fetch-site", "cross-site");
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        request.body(fields).send().await.unwrap()
    }

    /// A page of another site.
    pub async fn page_of(&self, url: &str) -> Response {
        self.http.get(url).send().await.unwrap()
    }

    pub async fn json(&self, path: &str) -> Value {
        self.get(path).await.json().await.unwrap()
    }

    /// The lines of a streamed answer.
    pub async fn lines(&self, method: &str, path: &str, body: Option<&Value>) -> Vec<Value> {
        let mut request = self.request(method, path);
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert_eq!(status, 200, "{text}");
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// The address of an object in connection `studio`.
pub fn object(bucket: &str, key: &str) -> String {
    of("studio", "object", bucket, key)
}

/// The address of something about a key.
pub fn of(connection: &str, what: &str, bucket: &str, key: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query
        .append_pair("bucket", bucket)
        .append_pair(if what == "objects" { "prefix" } else { "key" }, key);
    format!("/api/connections/{connection}/{what}?{}", query.finish())
}

/// The status and the code of a refusal, and that it has our shape.
pub async fn refusal(answer: Response) -> (u16, String) {
    let status = answer.status().as_u16();
    let id = answer
        .headers()
        .get("x-request-id")
        .map(|v| v.to_str().unwrap().to_owned());
    let body: Value = answer.json().await.unwrap();
    assert_eq!(
        body["error"]["request_id"].as_str().map(str::to_owned),
        id,
        "{body}"
    );
    (
        status,
        body["error"]["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    )
}

/// For comparing with [`refusal`].
pub fn with(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

/// The visitor's role may read `studio-assets` only; this one is the studio's.
pub const STUDIO: &str = wardrobe_sandbox::seed::STUDIO_ROLE;
pub const VISITOR: &str = VISITOR_ROLE;
