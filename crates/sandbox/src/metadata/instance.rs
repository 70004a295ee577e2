//! IMDSv2. Version 1 is switched off, as it should be.
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html>

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use serde_json::json;

use super::{INSTANCE_ID, Machines, rfc3339};
use crate::iam::World;

const TTL: &str = "x-aws-ec2-metadata-token-ttl-seconds";
const TOKEN: &str = "x-aws-ec2-metadata-token";
const REGION: &str = "us-east-1";
const TEXT: &str = "text/plain";

pub(super) fn answer(
    world: &World,
    machines: &Machines,
    request: &Request<Bytes>,
    now: SystemTime,
) -> Response<Bytes> {
    let path = request.uri().path();
    // A proxy that passes strangers' requests on gets nothing.
    if request.headers().contains_key("x-forwarded-for") {
        return status(StatusCode::FORBIDDEN);
    }
    match (request.method(), path) {
        (&Method::PUT, "/latest/api/token") => token(machines, request, now),
        (&Method::GET, _) if !known(machines, request, now) => status(StatusCode::UNAUTHORIZED),
        (&Method::GET, path) => read(world, machines, path, now),
        _ => status(StatusCode::METHOD_NOT_ALLOWED),
    }
}

fn token(machines: &Machines, request: &Request<Bytes>, now: SystemTime) -> Response<Bytes> {
    let asked = request.headers().get(TTL).and_then(|v| v.to_str().ok());
    let Some(seconds) = asked.and_then(|text| text.parse::<u64>().ok()) else {
        return status(StatusCode::BAD_REQUEST);
    };
    if !(1..=21_600).contains(&seconds) {
        return status(StatusCode::BAD_REQUEST);
    }
    let token = format!("AQAE{}", crate::signature::hex(&rand::random::<[u8; 24]>()));
    let mut state = machines.state();
    state.tokens.retain(|_, end| *end > now);
    state
        .tokens
        .insert(token.clone(), now + Duration::from_secs(seconds));
    drop(state);
    let mut response = answer_text(token);
    response.headers_mut().insert(TTL, seconds.into());
    response
}

fn known(machines: &Machines, request: &Request<Bytes>, now: SystemTime) -> bool {
    let token = request.headers().get(TOKEN).and_then(|v| v.to_str().ok());
    let state = machines.state();
    token.is_some_and(|token| state.tokens.get(token).is_some_and(|end| *end > now))
}

fn read(world: &World, machines: &Machines, path: &str, now: SystemTime) -> Response<Bytes> {
    const CREDENTIALS: &str = "/latest/meta-data/iam/security-credentials";
    let role = machines.state().instance.clone();
    let name = role.as_deref().and_then(|arn| arn.rsplit('/').next());
    match path.trim_end_matches('/') {
        "/latest/meta-data/instance-id" => answer_text(INSTANCE_ID.to_owned()),
        "/latest/meta-data/placement/region" => answer_text(REGION.to_owned()),
        "/latest/meta-data/placement/availability-zone" => answer_text(format!("{REGION}a")),
        "/latest/dynamic/instance-identity/document" => {
            let account = role.as_deref().and_then(|arn| arn.split(':').nth(4));
            let document =
                json!({ "accountId": account, "instanceId": INSTANCE_ID, "region": REGION });
            answer_text(document.to_string())
        }
        CREDENTIALS => match name {
            Some(name) => answer_text(name.to_owned()),
            None => status(StatusCode::NOT_FOUND),
        },
        path => match (path.strip_prefix(CREDENTIALS), &role, name) {
            (Some(asked), Some(role), Some(name)) if asked.strip_prefix('/') == Some(name) => {
                credentials(world, machines, role, now)
            }
            _ => status(StatusCode::NOT_FOUND),
        },
    }
}

fn credentials(world: &World, machines: &Machines, role: &str, now: SystemTime) -> Response<Bytes> {
    let trusted = world.role(role).is_some_and(|role| {
        role.trust
            .lets_service("ec2.amazonaws.com", "sts:AssumeRole")
    });
    let keys = machines
        .credentials(world, role, INSTANCE_ID, now)
        .filter(|_| trusted);
    let document = match keys {
        Some(keys) => json!({
            "Code": "Success",
            "LastUpdated": rfc3339(now),
            "Type": "AWS-HMAC",
            "AccessKeyId": keys.access_key_id,
            "SecretAccessKey": keys.secret_access_key,
            "Token": keys.session_token,
            "Expiration": rfc3339(keys.expiration),
        }),
        None => json!({
            "Code": "AssumeRoleUnauthorizedAccess",
            "Message": "EC2 cannot assume the role. Please see documentation at https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html",
            "LastUpdated": rfc3339(now),
        }),
    };
    answer_text(document.to_string())
}

fn answer_text(text: String) -> Response<Bytes> {
    answer_with(StatusCode::OK, text)
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
