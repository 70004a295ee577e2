//! Folders: S3 has none, but an empty object whose key ends in `/` stands for
//! one in every tool.

use std::sync::Arc;

use aws_sdk_s3::primitives::ByteStream;
use futures::{StreamExt, TryStreamExt};

use crate::address::object_arn;
use crate::error::Kind;
use crate::list::Listing;
use crate::objects::PutOptions;
use crate::selection::Except;
use crate::walk::Walk;
use crate::{Result, Storage, StorageError};

impl Storage {
    /// Makes the marker `prefix`, which must end in `/`. [`Kind::Conflict`] when
    /// anything is there already.
    pub async fn make_folder(&self, bucket: &str, prefix: &str) -> Result<()> {
        let taken = || {
            StorageError::new(
                Kind::Conflict,
                "s3:PutObject",
                object_arn(bucket, prefix),
                format!("There is already a folder {prefix}"),
            )
        };
        let listing = Listing {
            bucket: bucket.to_owned(),
            prefix: prefix.to_owned(),
            page_size: Some(1),
            ..Listing::default()
        };
        // Whoever may write here need not be allowed to list: then S3's own
        // If-None-Match is the only guard.
        let first = Box::pin(self.list(listing)).next().await;
        if let Some(Ok(page)) = first
            && !page.objects.is_empty()
        {
            return Err(taken());
        }
        let options = PutOptions {
            content_type: Some("application/x-directory".to_owned()),
            create_only: true,
            ..PutOptions::default()
        };
        match self
            .put(bucket, prefix, ByteStream::from_static(b""), 0, options)
            .await
        {
            Err(error) if error.kind == Kind::PreconditionFailed => Err(taken()),
            other => other.map(drop),
        }
    }

    /// Counts objects and bytes below `prefix` but for what is left out: so many more, a batch at a time.
    pub fn measure(
        &self,
        bucket: &str,
        prefix: &str,
        except: Arc<Except>,
    ) -> impl futures::Stream<Item = Result<(u64, u64)>> + Send + use<> {
        let walk = Walk {
            bucket: bucket.to_owned(),
            prefix: prefix.to_owned(),
            ..Walk::default()
        };
        self.walk(walk).map_ok(move |objects| {
            let counted = objects.iter().filter(|o| !except.hold(&o.key));
            counted.fold((0, 0), |(objects, bytes), o| (objects + 1, bytes + o.size))
        })
    }
}
