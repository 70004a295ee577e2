//! Keys of KMS: who may not use the bucket's key can neither write nor read there.

use aws_sdk_s3::types::{
    ServerSideEncryption, ServerSideEncryptionByDefault, ServerSideEncryptionConfiguration,
    ServerSideEncryptionRule,
};
use wardrobe_sandbox::iam::{Key, Kind, Policy};

use crate::s3::clients::*;

const KEY: &str = "arn:aws:kms:us-east-1:111122223333:key/k";

/// A key whose policy lets the account's user do `actions`.
fn key(actions: &str, enabled: bool) -> Key {
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"{ACCOUNT}"}},"Action":{actions},"Resource":"*"}}]}}"#
    );
    Key {
        arn: KEY.to_owned(),
        policy: Policy::parse(Kind::Key, &text).unwrap(),
        enabled,
    }
}

async fn encrypt(client: &aws_sdk_s3::Client, key: &str) {
    let default = ServerSideEncryptionByDefault::builder()
        .sse_algorithm(ServerSideEncryption::AwsKms)
        .kms_master_key_id(key)
        .build()
        .unwrap();
    let rule = ServerSideEncryptionRule::builder()
        .apply_server_side_encryption_by_default(default)
        .build();
    let rules = ServerSideEncryptionConfiguration::builder().rules(rule);
    client
        .put_bucket_encryption()
        .bucket("bucket")
        .server_side_encryption_configuration(rules.build().unwrap())
        .send()
        .await
        .unwrap();
}

#[tokio::test]
async fn a_key_is_needed_to_write_and_to_read() {
    let (sandbox, client) = start_with("bucket").await;
    let put = async || {
        let put = client.put_object().bucket("bucket").key("k");
        put.body(b"text".to_vec().into()).send().await
    };
    let get = async || client.get_object().bucket("bucket").key("k").send().await;
    encrypt(&client, KEY).await;
    assert_eq!(refused(put().await), with(400, "KMS.NotFoundException"));

    sandbox.world().add_key(key(r#""kms:Decrypt""#, true));
    let may_not_use = put().await;
    let words = format!("{:?}", may_not_use.as_ref().err());
    assert_eq!(refused(may_not_use), with(403, "AccessDenied"));
    assert!(
        words.contains(&format!("is not authorized to perform: kms:GenerateDataKey on resource: {KEY} because no resource-based policy allows the kms:GenerateDataKey action")),
        "{words}"
    );

    sandbox
        .world()
        .add_key(key(r#""kms:GenerateDataKey""#, true));
    let written = put().await.unwrap();
    assert_eq!(written.ssekms_key_id(), Some(KEY));
    assert_eq!(refused(get().await), with(403, "AccessDenied"));
    sandbox
        .world()
        .add_key(key(r#"["kms:GenerateDataKey", "kms:Decrypt"]"#, true));
    let read = get().await.unwrap();
    assert_eq!(read.ssekms_key_id(), Some(KEY));

    sandbox.world().add_key(key(r#""kms:*""#, false));
    assert_eq!(refused(get().await), with(400, "KMS.DisabledException"));
    assert_eq!(refused(put().await), with(400, "KMS.DisabledException"));
    sandbox.stop().await;
}

#[tokio::test]
async fn parts_and_copies_need_the_key_too() {
    let (sandbox, client) = start_with("bucket").await;
    put(&client, "bucket", "plain", "text").await;
    let begin = async || {
        let begin = client.create_multipart_upload();
        begin.bucket("bucket").key("k").send().await
    };
    let copy = async || {
        let copy = client.copy_object().bucket("bucket").key("copy");
        copy.copy_source("bucket/plain").send().await
    };
    encrypt(&client, KEY).await;
    sandbox.world().add_key(key(r#""kms:*""#, true));
    deny(&sandbox, "kms:*");
    assert_eq!(refused(begin().await), with(403, "AccessDenied"));
    assert_eq!(refused(copy().await), with(403, "AccessDenied"));
    deny(&sandbox, "kms:Decrypt");
    let copied = copy().await.unwrap();
    let plain = client.head_object().bucket("bucket").key("plain");
    let plain = plain.send().await.unwrap();
    let result = copied.copy_object_result().unwrap();
    // With a key of KMS an ETag is not the MD5 of the bytes.
    assert_ne!(result.e_tag(), plain.e_tag());
    let upload = begin().await.unwrap();
    let id = upload.upload_id().unwrap();
    let part = client.upload_part().bucket("bucket").key("k").upload_id(id);
    let part = part.part_number(1).body(b"text".to_vec().into());
    let part = part.send().await.unwrap();
    let parts = aws_sdk_s3::types::CompletedMultipartUpload::builder().parts(
        aws_sdk_s3::types::CompletedPart::builder()
            .part_number(1)
            .set_e_tag(part.e_tag)
            .build(),
    );
    let complete = client.complete_multipart_upload();
    let complete = complete.bucket("bucket").key("k").upload_id(id);
    let complete = complete.multipart_upload(parts.build()).send().await;
    // Putting parts together takes reading them.
    assert_eq!(refused(complete), with(403, "AccessDenied"));
    sandbox.stop().await;
}
