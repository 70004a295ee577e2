//! Who AWS says we are.

use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use crate::arn::role_of;
use crate::sts::client;
use crate::{Endpoints, RoleError};

/// The answer of GetCallerIdentity, which no policy can refuse.
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Twelve digits.
    pub account: String,
    /// `arn:aws:sts::account:assumed-role/role/session`, or another principal's.
    pub arn: String,
    /// `AROA…:session`.
    pub user_id: String,
    /// The role's name, without its path.
    pub role: Option<String>,
    /// The session's name, which CloudTrail shows.
    pub session_name: Option<String>,
}

impl Caller {
    fn new(account: String, arn: String, user_id: String) -> Self {
        let mut parts = arn.splitn(6, ':').nth(5).unwrap_or_default().splitn(3, '/');
        let assumed = parts.next() == Some("assumed-role");
        let mut part = || parts.next().filter(|_| assumed).map(str::to_owned);
        let (role, session_name) = (part(), part());
        Self {
            account,
            arn,
            user_id,
            role,
            session_name,
        }
    }

    /// The role behind a session, which policies name; of anybody else, their own ARN.
    /// AWS leaves out a role's path.
    pub fn principal(&self) -> String {
        role_of(&self.arn)
    }

    /// The name of a session, or of a user.
    pub fn name(&self) -> &str {
        let last = self.arn.rsplit(['/', ':']).next();
        let name = self.session_name.as_deref().or(last);
        name.unwrap_or(&self.user_id)
    }
}

/// Asks STS who `credentials` are.
pub(crate) async fn get_caller_identity(
    credentials: Credentials,
    endpoints: &Endpoints,
    http: &SharedHttpClient,
) -> Result<Caller, RoleError> {
    let answer = client(Some(credentials), endpoints, http)
        .get_caller_identity()
        .send()
        .await
        .map_err(|error| RoleError::refused(&error, "sts:GetCallerIdentity", "*"))?;
    let text = |value: Option<String>| value.unwrap_or_default();
    Ok(Caller::new(
        text(answer.account),
        text(answer.arn),
        text(answer.user_id),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_gives_role_and_session() {
        let of = |arn: &str| {
            let caller = Caller::new("1".into(), arn.into(), "u".into());
            (caller.role, caller.session_name)
        };
        let some = |a: &str, b: &str| (Some(a.to_owned()), Some(b.to_owned()));
        assert_eq!(
            of("arn:aws:sts::111111111111:assumed-role/files/ada@example.com"),
            some("files", "ada@example.com")
        );
        assert_eq!(of("arn:aws:iam::111111111111:user/ada"), (None, None));
        assert_eq!(of("arn:aws:iam::111111111111:root"), (None, None));
        assert_eq!(of("nonsense"), (None, None));
    }
}
