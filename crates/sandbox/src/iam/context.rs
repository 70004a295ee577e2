//! What every request says of itself.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>

use std::net::IpAddr;
use std::time::SystemTime;

use http::HeaderMap;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::Context;

/// The condition keys of a request that came at `now` from `peer`, signed for
/// `region`.
pub(crate) fn of_request(
    headers: &HeaderMap,
    peer: Option<IpAddr>,
    region: Option<String>,
    now: SystemTime,
) -> Context {
    let now = OffsetDateTime::from(now);
    let header = |name: &str| {
        let value = headers.get(name)?.to_str().ok()?;
        Some(value.to_owned())
    };
    let found = [
        ("aws:currenttime", now.format(&Rfc3339).ok()),
        ("aws:epochtime", Some(now.unix_timestamp().to_string())),
        ("aws:securetransport", Some("false".to_owned())),
        ("aws:sourceip", peer.map(|peer| peer.to_string())),
        ("aws:useragent", header("user-agent")),
        ("aws:referer", header("referer")),
        ("aws:requestedregion", region),
    ];
    found
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), vec![value?])))
        .collect()
}
