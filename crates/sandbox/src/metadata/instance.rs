//! IMDSv2. Version 1 is switched off, as it should be.
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html>

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use serde_json::json;

use super::{INSTANCE_ID, LIFE, Machines, rfc3339};
use crate::iam::World;

const TTL: &str = "x-aws-ec2-metadata-token-ttl-seconds";
const TOKEN: &str = "x-aws-ec2-metadata-token";
const TOKEN_PATH: &str = "/latest/api/token";
const REGION: &str = "us-east-1";
const ZONE: &str = "us-east-1a";
const TEXT: &str = "text/plain";

pub(super) fn answer(
    world: &World,
    machines: &Machines,
    request: &Request<Bytes>,
    now: SystemTime,
) -> Response<Bytes> {
    match (request.method(), request.uri().path()) {
        (&Method::PUT, TOKEN_PATH) => token(machines, request, now),
        (_, TOKEN_PATH) => status(StatusCode::METHOD_NOT_ALLOWED),
        (&Method::GET | &Method::HEAD, path) if known(machines, request, now) => {
            let role = machines.state().instance.clone();
            let instance = Instance { world, role, now };
            match instance.read(machines, path) {
                Some(text) => answer_with(StatusCode::OK, text),
                None => status(StatusCode::NOT_FOUND),
            }
        }
        (&Method::GET | &Method::HEAD, _) => status(StatusCode::UNAUTHORIZED),
        _ => status(StatusCode::METHOD_NOT_ALLOWED),
    }
}

fn token(machines: &Machines, request: &Request<Bytes>, now: SystemTime) -> Response<Bytes> {
    // A proxy that passes strangers' requests on gets nothing.
    if request.headers().contains_key("x-forwarded-for") {
        return status(StatusCode::FORBIDDEN);
    }
    let asked = request.headers().get(TTL).and_then(|v| v.to_str().ok());
    let seconds = asked.and_then(|text| text.parse::<u64>().ok());
    let Some(seconds) = seconds.filter(|seconds| (1..=21_600).contains(seconds)) else {
        return status(StatusCode::BAD_REQUEST);
    };
    let token = format!("AQAE{}", crate::signature::hex(&rand::random::<[u8; 24]>()));
    let mut state = machines.state();
    state.tokens.retain(|_, end| *end > now);
    state
        .tokens
        .insert(token.clone(), now + Duration::from_secs(seconds));
    drop(state);
    let mut response = answer_with(StatusCode::OK, token);
    response.headers_mut().insert(TTL, seconds.into());
    response
}

fn known(machines: &Machines, request: &Request<Bytes>, now: SystemTime) -> bool {
    let token = request.headers().get(TOKEN).and_then(|v| v.to_str().ok());
    let state = machines.state();
    token.is_some_and(|token| state.tokens.get(token).is_some_and(|end| *end > now))
}

/// The instance as it describes itself.
struct Instance<'a> {
    world: &'a World,
    /// The ARN of its role.
    role: Option<String>,
    now: SystemTime,
}

impl Instance<'_> {
    /// A value, or the names below a path that has values below it.
    fn read(&self, machines: &Machines, path: &str) -> Option<String> {
        let credentials = self
            .role_name()
            .map(|name| format!("/latest/meta-data/iam/security-credentials/{name}"));
        match path {
            "/latest/dynamic/instance-identity/document" => Some(self.identity()),
            "/latest/meta-data/instance-id" => Some(INSTANCE_ID.to_owned()),
            "/latest/meta-data/placement/availability-zone" => Some(ZONE.to_owned()),
            "/latest/meta-data/placement/region" => Some(REGION.to_owned()),
            "/latest/meta-data/iam/info" => self.profile(),
            path if credentials.as_deref() == Some(path) => self.credentials(machines),
            path => names_below(path, credentials.as_deref()),
        }
    }

    fn role_name(&self) -> Option<&str> {
        self.role.as_deref()?.rsplit('/').next()
    }

    fn account(&self) -> Option<&str> {
        self.role.as_deref()?.split(':').nth(4)
    }

    fn identity(&self) -> String {
        json!({
            "accountId": self.account(),
            "architecture": "x86_64",
            "availabilityZone": ZONE,
            "instanceId": INSTANCE_ID,
            "region": REGION,
            "version": "2017-09-30",
        })
        .to_string()
    }

    fn profile(&self) -> Option<String> {
        let (account, name) = (self.account()?, self.role_name()?);
        let document = json!({
            "Code": "Success",
            "LastUpdated": rfc3339(self.now),
            "InstanceProfileArn": format!("arn:aws:iam::{account}:instance-profile/{name}"),
        });
        Some(document.to_string())
    }

    fn credentials(&self, machines: &Machines) -> Option<String> {
        let role = self.role.as_deref()?;
        let services = ["ec2.amazonaws.com"];
        let keys = machines.credentials(self.world, role, &services, INSTANCE_ID, self.now);
        let document = match keys {
            Some(keys) => json!({
                "Code": "Success",
                "LastUpdated": rfc3339(keys.expiration - LIFE),
                "Type": "AWS-HMAC",
                "AccessKeyId": keys.access_key_id,
                "SecretAccessKey": keys.secret_access_key,
                "Token": keys.session_token,
                "Expiration": rfc3339(keys.expiration),
            }),
            None => json!({
                "Code": "AssumeRoleUnauthorizedAccess",
                "Message": format!("EC2 cannot assume the role {}. Please see documentation at https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html#troubleshoot_iam-ec2_errors-info-doc.", self.role_name()?),
                "LastUpdated": rfc3339(self.now),
            }),
        };
        Some(document.to_string())
    }
}

/// What is below a path, one name a line; those with more below end in a slash.
fn names_below(path: &str, credentials: Option<&str>) -> Option<String> {
    let mut values = vec![
        "/latest/dynamic/instance-identity/document",
        "/latest/meta-data/instance-id",
        "/latest/meta-data/placement/availability-zone",
        "/latest/meta-data/placement/region",
    ];
    if let Some(credentials) = credentials {
        values.extend(["/latest/meta-data/iam/info", credentials]);
    }
    let path = path.strip_suffix('/').unwrap_or(path);
    let below = values
        .iter()
        .filter_map(|value| value.strip_prefix(path)?.strip_prefix('/'));
    let names: BTreeSet<_> = below
        .map(|rest| rest.split_inclusive('/').next().unwrap_or(rest))
        .collect();
    (!names.is_empty()).then(|| names.into_iter().collect::<Vec<_>>().join("\n"))
}

fn status(status: StatusCode) -> Response<Bytes> {
    answer_with(
        status,
        status.canonical_reason().unwrap_or_default().to_owned(),
    )
}

fn answer_with(status: StatusCode, text: String) -> Response<Bytes> {
    super::answer(status, TEXT, text)
}
