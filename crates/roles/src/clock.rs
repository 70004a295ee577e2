//! Whether our clock is AWS's: a signature is good for 15 minutes around AWS's time,
//! a SAML response for five.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html>

use std::time::{Duration, SystemTime};

use crate::{Endpoints, RoleError};

/// How long STS may take to answer anything at all.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many seconds our clock is ahead of that of STS, by the header `Date` of its
/// answer, whatever that is; negative is behind. Needs no credentials.
pub async fn seconds_ahead(endpoints: &Endpoints) -> Result<i64, RoleError> {
    let region = endpoints.region.as_deref().unwrap_or("us-east-1");
    let url = match &endpoints.sts {
        Some(url) => url.to_string(),
        None => format!("https://sts.{region}.{}/", aws_domain(region)),
    };
    let unreachable = |reason: &str| RoleError::Unreachable {
        message: format!("{url}: {reason}"),
    };
    let client = reqwest::Client::builder()
        .timeout(PATIENCE)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|error| unreachable(&error.to_string()))?;
    let answer = client.get(&url).send().await;
    let answer = answer.map_err(|error| unreachable(&innermost(&error.without_url())))?;
    let date = answer.headers().get(reqwest::header::DATE);
    let date = date.and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
    let theirs = date.ok_or_else(|| unreachable("it does not say what time it is."))?;
    let seconds = |span: Duration| i64::try_from(span.as_secs()).unwrap_or(i64::MAX);
    Ok(match SystemTime::now().duration_since(theirs) {
        Ok(ahead) => seconds(ahead),
        Err(behind) => -seconds(behind.duration()),
    })
}

/// Under which AWS's services are in a region, such as `amazonaws.com`.
/// <https://docs.aws.amazon.com/general/latest/gr/sts.html>
pub fn aws_domain(region: &str) -> &'static str {
    match region.starts_with("cn-") {
        true => "amazonaws.com.cn",
        false => "amazonaws.com",
    }
}

fn innermost(error: &(dyn std::error::Error + 'static)) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}
