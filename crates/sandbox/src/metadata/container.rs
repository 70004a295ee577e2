//! Credentials for containers: ECS tasks and EKS Pod Identity.
//! <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html>

use std::time::SystemTime;

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use serde_json::json;
use subtle::ConstantTimeEq;

use super::{Machines, rfc3339};
use crate::iam::World;

/// Who hands out credentials to containers.
const SERVICES: [&str; 2] = ["ecs-tasks.amazonaws.com", "pods.eks.amazonaws.com"];

pub(super) fn answer(
    world: &World,
    machines: &Machines,
    request: &Request<Bytes>,
    name: &str,
    now: SystemTime,
) -> Response<Bytes> {
    let refuse = |status: StatusCode, code: &str, message: &str| {
        let text = json!({ "code": code, "message": message, "HttpErrorCode": status.as_u16() });
        super::answer(status, "application/json", text.to_string())
    };
    if request.method() != Method::GET {
        return refuse(
            StatusCode::METHOD_NOT_ALLOWED,
            "MethodNotAllowed",
            "Only GET is answered",
        );
    }
    let container = machines.state().containers.get(name).cloned();
    let Some(container) = container else {
        return refuse(
            StatusCode::NOT_FOUND,
            "NoIdInRequest",
            "There is no such container",
        );
    };
    let header = request.headers().get(http::header::AUTHORIZATION);
    let token = header.map_or(&b""[..], |value| value.as_bytes());
    if !bool::from(token.ct_eq(container.token.as_bytes())) {
        return refuse(
            StatusCode::UNAUTHORIZED,
            "AccessDeniedException",
            "Wrong or no token",
        );
    }
    match machines.credentials(world, &container.role, &SERVICES, name, now) {
        Some(keys) => {
            let document = json!({
                "RoleArn": container.role,
                "AccessKeyId": keys.access_key_id,
                "SecretAccessKey": keys.secret_access_key,
                "Token": keys.session_token,
                "Expiration": rfc3339(keys.expiration),
            });
            super::answer(StatusCode::OK, "application/json", document.to_string())
        }
        None => refuse(
            StatusCode::BAD_REQUEST,
            "CredentialsFetchError",
            "Unable to fetch credentials: the role does not exist or does not trust the container service",
        ),
    }
}
