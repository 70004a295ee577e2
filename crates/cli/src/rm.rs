//! `wardrobe rm`.

use futures::StreamExt;
use serde_json::json;
use wardrobe_storage::progress::Step;

use crate::arguments::Rm;
use crate::connection::{address, named, open};
use crate::failure::{Ended, Failure};
use crate::output::{Progress, line, plain};

pub(crate) async fn run(rm: Rm) -> Ended {
    let (name, places) = named(rm.places, 1);
    let [place] = places.as_slice() else {
        return Err(Failure::usage("say what to delete: s3://BUCKET/KEY"));
    };
    let url = address(place)?;
    // Without its slash, `folder` would also be `folder2/`.
    match (rm.recursive, url.key.as_str()) {
        (true, key) if !key.is_empty() && !key.ends_with('/') => {
            return Err(Failure::usage(format!(
                "with -r the address must end in /: {url}/"
            )));
        }
        (false, "") => return Err(Failure::usage("this is a bucket; say which object")),
        _ => {}
    }
    let storage = open(&rm.through, name.as_deref(), &[&url]).await?;
    let mut progress = Progress::new("deleted", rm.output.json);
    let mut failed = 0;
    if rm.recursive {
        let mut steps = Box::pin(storage.delete_prefix(&url.bucket, &url.key));
        while let Some(step) = steps.next().await {
            match step {
                Step::Done { objects, .. } => progress.add(objects, 0),
                Step::Failed { key, error } => {
                    failed += 1;
                    progress.pause();
                    eprintln!("{}: {}", plain(&key), plain(&error.to_string()));
                }
            }
        }
    } else {
        // S3 says "done" even when there was nothing: people want to know.
        storage.head(&url.bucket, &url.key, None).await?;
        storage.delete(&url.bucket, &url.key, None, None).await?;
        progress.add(1, 0);
    }
    let (deleted, _) = progress.done();
    match rm.output.json {
        true => line(&json!({ "deleted": deleted, "failed": failed }).to_string()),
        false => line(&format!("{deleted} deleted, {failed} failed")),
    }
    match failed {
        0 => Ok(()),
        _ => Err(Failure::reason(format!("{failed} objects are still there"))),
    }
}
