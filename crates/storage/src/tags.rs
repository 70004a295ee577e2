//! The tags of objects: up to ten names with their values.

use std::collections::BTreeMap;

use crate::address::object_arn;
use crate::{Result, Storage, StorageError};

impl Storage {
    /// The tags of an object, or of one version of it. Reading them is a permission of its
    /// own. <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html>
    pub async fn tags(
        &self,
        bucket: &str,
        key: &str,
        version: Option<&str>,
    ) -> Result<BTreeMap<String, String>> {
        let action = match version {
            Some(_) => "s3:GetObjectVersionTagging",
            None => "s3:GetObjectTagging",
        };
        let answer = self
            .follow(bucket, |client| async move {
                client
                    .get_object_tagging()
                    .bucket(bucket)
                    .key(key)
                    .set_version_id(version.map(str::to_owned))
                    .send()
                    .await
                    .map_err(|e| StorageError::from_sdk(&e, action, object_arn(bucket, key)))
            })
            .await?;
        let tags = answer.tag_set.into_iter();
        Ok(tags.map(|tag| (tag.key, tag.value)).collect())
    }
}
