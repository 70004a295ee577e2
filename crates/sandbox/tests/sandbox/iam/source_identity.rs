//! Who stands behind a session is said once and for all.

use serde_json::json;

use crate::iam::clients::*;

#[tokio::test]
async fn it_stays_and_must_be_trusted() {
    let sandbox = start().await;
    let first = role(&sandbox, "first", &trust(HOME));
    let second = role(&sandbox, "second", &trust(HOME));
    let ann = sts(&sandbox, user(ANN));
    let assume = ann.assume_role().role_arn(&first).role_session_name("test");
    let answer = assume.source_identity("ann").send().await.unwrap();
    assert_eq!(answer.source_identity(), Some("ann"));
    let client = sts(&sandbox, issued(answer.credentials()));
    let chained = || {
        client
            .assume_role()
            .role_arn(&second)
            .role_session_name("test")
    };
    for answer in [
        chained().send().await,
        chained().source_identity("ann").send().await,
    ] {
        assert_eq!(answer.unwrap().source_identity(), Some("ann"));
    }
    let (status, code, message) = refusal(chained().source_identity("ben").send().await);
    assert_eq!((status, code.as_str()), (403, "AccessDenied"));
    assert!(message.contains("sts:SetSourceIdentity"), "{message}");

    let only =
        json!({ "Effect": "Allow", "Principal": { "AWS": HOME }, "Action": "sts:AssumeRole" });
    let strict = role(&sandbox, "strict", &only);
    let refused = client
        .assume_role()
        .role_arn(&strict)
        .role_session_name("test");
    assert_eq!(
        refusal(refused.send().await),
        with(
            403,
            "AccessDenied",
            &format!(
                "User: arn:aws:sts::111122223333:assumed-role/first/test is not authorized to perform: sts:SetSourceIdentity on resource: {strict}"
            )
        )
    );
    let asked = ann
        .assume_role()
        .role_arn(&strict)
        .role_session_name("test");
    let (_, code, _) = refusal(asked.source_identity("ann").send().await);
    assert_eq!(code, "AccessDenied");
    sandbox.stop().await;
}
