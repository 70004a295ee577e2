//! Which IAM actions an S3 operation needs.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html>

/// What an action is asked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum On {
    /// All buckets.
    Service,
    /// The bucket of the request.
    Bucket,
    /// The object of the request.
    Object,
}

/// What of a request bears on the actions it needs.
pub(super) struct Asks<'a> {
    /// The operation's name in the S3 API.
    pub operation: &'a str,
    /// `versionId` is given.
    pub version: bool,
    /// `x-amz-tagging` is given.
    pub tagging: bool,
    /// An ACL or grant header is given.
    pub acl: bool,
}

/// The actions, all of which must be allowed; `None` for an operation that
/// nobody may do here. Copies ask for their source themselves, and
/// DeleteObjects for each key.
pub(super) fn needed(asks: &Asks<'_>) -> Option<Vec<(&'static str, On)>> {
    let versioned = |plain, versioned| if asks.version { versioned } else { plain };
    let write = || {
        let mut actions = vec![("s3:PutObject", On::Object)];
        if asks.tagging {
            actions.push(("s3:PutObjectTagging", On::Object));
        }
        if asks.acl {
            actions.push(("s3:PutObjectAcl", On::Object));
        }
        actions
    };
    let one = |action, on| Some(vec![(action, on)]);
    match asks.operation {
        "ListBuckets" => one("s3:ListAllMyBuckets", On::Service),
        "CreateBucket" => one("s3:CreateBucket", On::Bucket),
        "DeleteBucket" => one("s3:DeleteBucket", On::Bucket),
        "HeadBucket" | "ListObjects" | "ListObjectsV2" => one("s3:ListBucket", On::Bucket),
        "ListObjectVersions" => one("s3:ListBucketVersions", On::Bucket),
        "ListMultipartUploads" => one("s3:ListBucketMultipartUploads", On::Bucket),
        "GetBucketLocation" => one("s3:GetBucketLocation", On::Bucket),
        "GetBucketVersioning" => one("s3:GetBucketVersioning", On::Bucket),
        "PutBucketVersioning" => one("s3:PutBucketVersioning", On::Bucket),
        "GetBucketTagging" => one("s3:GetBucketTagging", On::Bucket),
        "PutBucketTagging" | "DeleteBucketTagging" => one("s3:PutBucketTagging", On::Bucket),
        "GetBucketPolicy" => one("s3:GetBucketPolicy", On::Bucket),
        "PutBucketPolicy" => one("s3:PutBucketPolicy", On::Bucket),
        "DeleteBucketPolicy" => one("s3:DeleteBucketPolicy", On::Bucket),
        "GetBucketEncryption" => one("s3:GetEncryptionConfiguration", On::Bucket),
        "PutBucketEncryption" | "DeleteBucketEncryption" => {
            one("s3:PutEncryptionConfiguration", On::Bucket)
        }
        "GetBucketCors" => one("s3:GetBucketCORS", On::Bucket),
        "PutBucketCors" | "DeleteBucketCors" => one("s3:PutBucketCORS", On::Bucket),
        "GetObject" | "HeadObject" => {
            one(versioned("s3:GetObject", "s3:GetObjectVersion"), On::Object)
        }
        "GetObjectAttributes" => Some(vec![
            (versioned("s3:GetObject", "s3:GetObjectVersion"), On::Object),
            (
                versioned("s3:GetObjectAttributes", "s3:GetObjectVersionAttributes"),
                On::Object,
            ),
        ]),
        "PutObject" | "CopyObject" | "CreateMultipartUpload" => Some(write()),
        "UploadPart" | "UploadPartCopy" | "CompleteMultipartUpload" => {
            one("s3:PutObject", On::Object)
        }
        "AbortMultipartUpload" => one("s3:AbortMultipartUpload", On::Object),
        "ListParts" => one("s3:ListMultipartUploadParts", On::Object),
        "DeleteObject" => one(
            versioned("s3:DeleteObject", "s3:DeleteObjectVersion"),
            On::Object,
        ),
        "DeleteObjects" => Some(Vec::new()),
        "RestoreObject" => one("s3:RestoreObject", On::Object),
        "GetObjectTagging" => one(
            versioned("s3:GetObjectTagging", "s3:GetObjectVersionTagging"),
            On::Object,
        ),
        "PutObjectTagging" => one(
            versioned("s3:PutObjectTagging", "s3:PutObjectVersionTagging"),
            On::Object,
        ),
        "DeleteObjectTagging" => one(
            versioned("s3:DeleteObjectTagging", "s3:DeleteObjectVersionTagging"),
            On::Object,
        ),
        _ => None,
    }
}
