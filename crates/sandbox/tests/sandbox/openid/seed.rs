//! What the roles of the demo can do: those of the OpenID provider, and the
//! other company's.

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_sdk_s3::Client;
use wardrobe_sandbox::seed::{
    PARTNER_EXTERNAL_ID, PARTNER_ROLE, RESEARCH_READ, RESEARCH_WRITE, STUDIO_ROLE, VISITOR_ROLE,
};
use wardrobe_sandbox::{Running, Seed};

use crate::openid::browser::Browser;
use crate::openid::clients::*;

async fn get(client: &Client, bucket: &str, key: &str) -> bool {
    client
        .get_object()
        .bucket(bucket)
        .key(key)
        .send()
        .await
        .is_ok()
}

async fn put(client: &Client, bucket: &str) -> bool {
    client
        .put_object()
        .bucket(bucket)
        .key("new.txt")
        .send()
        .await
        .is_ok()
}

fn minted(sandbox: &Running, role: &str) -> Credentials {
    let keys = sandbox
        .world()
        .mint(role, "test", Duration::from_secs(900))
        .unwrap();
    let token = Some(keys.session_token);
    Credentials::new(
        keys.access_key_id,
        keys.secret_access_key,
        token,
        None,
        "test",
    )
}

#[tokio::test]
async fn each_role_does_what_it_is_for_and_no_more() {
    let sandbox = start(Seed::Demo).await;
    let browser = Browser::new(&sandbox);
    let tokens = browser.tokens("ada").await;
    let token = tokens["id_token"].as_str().unwrap();
    let with = async |role: &str| {
        let answer = assume(&sandbox, role, token).send().await.unwrap();
        s3(&sandbox, issued(answer.credentials()))
    };
    let reader = with(RESEARCH_READ).await;
    assert!(get(&reader, "studio-assets", "README.md").await);
    assert!(!put(&reader, "studio-assets").await);
    assert!(!get(&reader, "studio-archive", "films/script.md").await);
    let writer = with(RESEARCH_WRITE).await;
    assert!(get(&writer, "studio-archive", "films/script.md").await);
    assert!(put(&writer, "studio-assets").await);
    assert!(!get(&writer, "finance-reports", "2026/01-report.csv").await);
    assert!(!get(&writer, "partner-drop", "brief.md").await);

    let partner = |role: &str, id: &str| {
        let request = sts(&sandbox, Some(minted(&sandbox, role))).assume_role();
        let request = request.role_arn(PARTNER_ROLE).external_id(id);
        request
            .role_session_name("ada")
            .source_identity("ada")
            .send()
    };
    let answer = partner(STUDIO_ROLE, PARTNER_EXTERNAL_ID).await.unwrap();
    let client = s3(&sandbox, issued(answer.credentials()));
    assert!(get(&client, "partner-drop", "brief.md").await);
    assert!(put(&client, "partner-drop").await);
    assert!(!get(&client, "studio-assets", "README.md").await);
    assert_eq!(
        refusal(partner(STUDIO_ROLE, "other").await).1,
        "AccessDenied"
    );
    assert_eq!(
        refusal(partner(VISITOR_ROLE, PARTNER_EXTERNAL_ID).await).1,
        "AccessDenied"
    );
    sandbox.stop().await;
}
