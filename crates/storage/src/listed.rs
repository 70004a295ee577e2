//! Copying what was listed, without a look at it first: one request instead of two.

use crate::copy::{Copied, Copying, How, Onto, onto};
use crate::error::Kind;
use crate::etag::md5;
use crate::head::Head;
use crate::{Result, Storage};

impl Head {
    /// What a look at a listed object would tell of it that a copy needs, but its key of
    /// KMS. Nothing where its ETag would prove nothing.
    #[must_use]
    pub fn listed(size: u64, etag: &str, class: Option<&str>) -> Option<Self> {
        md5(etag)?;
        Some(Self {
            size,
            etag: Some(etag.to_owned()),
            // As a look at it says it.
            storage_class: class
                .filter(|class| *class != "STANDARD")
                .map(str::to_owned),
            ..Self::default()
        })
    }
}

impl Storage {
    /// Copies an object that is as `listed`. Where the copy's ETag is the source's, both are
    /// the MD5 of the bytes, and neither is encrypted with a key of KMS: nothing is lost.
    /// Else the source is looked at, and copied once more, over that copy alone, if its key
    /// has to come along. `None` where it has to be gone about in the long way.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>
    pub(crate) async fn copy_listed(
        &self,
        copying: &Copying,
        from: &str,
        to: &str,
        listed: &Head,
        how: How<'_>,
    ) -> Result<Option<Copied>> {
        let unsure = !(copying.overwrite || how.absent);
        // Where a store deletes whatever is there, a move has to know when that was written.
        let blind = copying.and_delete && !self.heeds_conditions();
        if unsure || blind || listed.size > self.settings().part_copy_above {
            return Ok(None);
        }
        let source = copying.from(from);
        let copied = self.copy_at_once(copying, source, to, listed, onto(copying));
        let told = match copied.await {
            // Other bytes have come to be there, or at the target: which, a look tells.
            Err(error) if error.kind == Kind::PreconditionFailed => return Ok(None),
            other => other?,
        };
        if told.proves(listed) {
            return Ok(Some(Copied::Verified(Box::new(listed.clone()))));
        }
        let bucket = &copying.target_bucket;
        let seen = self.head(&copying.source_bucket, from, None).await?;
        // What has been copied is no more.
        if seen.etag != listed.etag {
            return Ok(None);
        }
        match told.etag.as_deref().filter(|_| seen.by_kms()) {
            Some(copy) => self.copy_over(copying, from, to, &seen, copy).await?,
            None => self.verify(bucket, to, &seen, told.etag.as_deref()).await?,
        }
        Ok(Some(Copied::Verified(Box::new(seen))))
    }

    /// What [`Self::copy_listed`] may have been broken off before: the key of KMS comes to
    /// a copy that has the bytes already.
    pub(crate) async fn bring_key(
        &self,
        copying: &Copying,
        from: &str,
        to: &str,
        source: &Head,
    ) -> Result<()> {
        // In parts it has come along from the beginning.
        if !source.by_kms() || source.size > self.settings().part_copy_above {
            return Ok(());
        }
        let copy = self.head(&copying.target_bucket, to, None).await?;
        match copy.etag.filter(|_| copy.kms_key != source.kms_key) {
            Some(etag) => self.copy_over(copying, from, to, source, &etag).await,
            None => Ok(()),
        }
    }

    /// Copies once more, over the copy of that ETag alone.
    async fn copy_over(
        &self,
        copying: &Copying,
        from: &str,
        to: &str,
        source: &Head,
        copy: &str,
    ) -> Result<()> {
        let from = copying.from(from);
        let told = self.copy_at_once(copying, from, to, source, Onto::This(copy));
        let told = told.await?;
        match told.proves(source) {
            true => Ok(()),
            false => {
                let etag = told.etag.as_deref();
                self.verify(&copying.target_bucket, to, source, etag).await
            }
        }
    }
}
