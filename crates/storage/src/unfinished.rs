//! Uploads that nobody is to find later.

use crate::{Result, Storage};

/// An upload that is aborted unless it is finished: also when nobody waits any more.
pub(crate) struct Unfinished {
    storage: Storage,
    place: Option<(String, String, String)>,
}

impl Unfinished {
    pub(crate) fn new(storage: &Storage, bucket: &str, key: &str, upload: &str) -> Self {
        let place = [bucket, key, upload].map(str::to_owned);
        Self {
            storage: storage.clone(),
            place: Some(place.into()),
        }
    }

    /// Passes on what came of finishing it. When it failed it is aborted before that is
    /// told; what stays behind of the upload even so, whoever lists uploads finds.
    pub(crate) async fn after<T>(mut self, finished: Result<T>) -> Result<T> {
        let place = self.place.take();
        if finished.is_err()
            && let Some((bucket, key, upload)) = place
        {
            let _ = self.storage.abort_multipart(&bucket, &key, &upload).await;
        }
        finished
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let Some((bucket, key, upload)) = self.place.take() else {
            return;
        };
        let storage = self.storage.clone();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                let aborted = storage.abort_multipart(&bucket, &key, &upload).await;
                if let Err(error) = aborted {
                    tracing::warn!(%error, "an upload could not be aborted");
                }
            });
        }
    }
}
