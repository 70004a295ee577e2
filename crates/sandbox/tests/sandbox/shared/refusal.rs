//! What the AWS SDK tells of a refusal.

use std::fmt::Debug;

use aws_sdk_sts::error::{ProvideErrorMetadata, SdkError};

pub type Raw = aws_sdk_sts::config::http::HttpResponse;

/// The status, code and message of a refusal.
pub fn refusal<T: Debug, E: ProvideErrorMetadata + Debug>(
    result: Result<T, SdkError<E, Raw>>,
) -> (u16, String, String) {
    let error = result.expect_err("refused");
    let status = error.raw_response().expect("an answer").status().as_u16();
    let code = error.code().unwrap_or_default().to_owned();
    (status, code, error.message().unwrap_or_default().to_owned())
}
