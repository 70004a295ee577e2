//! What reaches STS without a client that means well.

use crate::iam::clients::*;

async fn post(url: &str, headers: &[(&str, &str)], body: &'static str) -> (u16, String) {
    let mut request = reqwest::Client::new()
        .post(url)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

#[tokio::test]
async fn nothing_is_answered_unsigned() {
    let sandbox = start().await;
    for body in [
        "Action=GetCallerIdentity&Version=2011-06-15",
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn:aws:iam::111122223333:role/x&RoleSessionName=test",
        "Action=GetSessionToken&Version=2011-06-15",
        "Action=Nonsense",
        "",
    ] {
        let (status, text) = post(sandbox.endpoint.as_str(), &[], body).await;
        assert_eq!(status, 403, "{body}: {text}");
        assert!(
            text.contains("<Code>MissingAuthenticationToken</Code>"),
            "{text}"
        );
        assert!(text.contains("<RequestId>"), "{text}");
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn unreadable_signatures_are_refused() {
    let sandbox = start().await;
    let body = "Action=GetCallerIdentity&Version=2011-06-15";
    for authorization in [
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=x",
        "Bearer x",
        "AWS4-HMAC-SHA256 Credential=AKIAANN0000000000000/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0",
    ] {
        let headers = [("authorization", authorization)];
        let (status, text) = post(sandbox.endpoint.as_str(), &headers, body).await;
        assert_eq!(status, 400, "{authorization}: {text}");
        assert!(text.contains("<Code>IncompleteSignature</Code>"), "{text}");
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn an_altered_request_is_refused() {
    let sandbox = start().await;
    let client = sts(&sandbox, user(ANN));
    let swapped = client
        .get_session_token()
        .duration_seconds(900)
        .customize()
        .interceptor(Swap)
        .send()
        .await;
    let (status, code, _) = refusal(swapped);
    assert_eq!((status, code.as_str()), (403, "SignatureDoesNotMatch"));
    sandbox.stop().await;
}

/// Asks for longer than what was signed.
#[derive(Debug)]
struct Swap;

impl aws_sdk_sts::config::Intercept for Swap {
    fn name(&self) -> &'static str {
        "swap the body"
    }

    fn modify_before_transmit(
        &self,
        context: &mut aws_sdk_sts::config::interceptors::BeforeTransmitInterceptorContextMut<'_>,
        _: &aws_sdk_sts::config::RuntimeComponents,
        _: &mut aws_sdk_sts::config::ConfigBag,
    ) -> Result<(), aws_sdk_sts::error::BoxError> {
        let body = context.request().body().bytes().unwrap_or_default();
        let longer = String::from_utf8_lossy(body).replace("=900", "=901");
        *context.request_mut().body_mut() = aws_smithy_types::body::SdkBody::from(longer);
        Ok(())
    }
}
