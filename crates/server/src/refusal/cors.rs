//! Rules for a bucket that let a page reach it straight from a browser.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html>

use serde_json::{Value, json};

use super::{PolicyToAdd, Remedy};

/// What the page does: read, and write in parts.
const METHODS: [&str; 3] = ["GET", "HEAD", "PUT"];
/// What it must be able to read of an answer.
const SHOWN: [&str; 3] = ["ETag", "x-amz-checksum-crc64nvme", "x-amz-version-id"];
/// Seconds for which a browser may remember that it may.
const REMEMBERED: u32 = 3_000;

impl Remedy {
    /// The rule that lets pages of `origin` read and write `bucket`.
    pub(crate) fn cors(bucket: &str, origin: &str) -> Self {
        let rule = json!({
            "AllowedOrigins": [origin], "AllowedMethods": METHODS, "AllowedHeaders": ["*"],
            "ExposeHeaders": SHOWN, "MaxAgeSeconds": REMEMBERED,
        });
        let rules = PolicyToAdd {
            place: format!("the beginning of the CORS rules of the bucket {bucket}"),
            document: format!("{:#}", json!([rule])),
            cli: Some(cli(bucket, &rule)),
            terraform: Some(terraform(bucket, origin)),
            cloudformation: Some(cloudformation(origin)),
            too_long: None,
        };
        let words = format!(
            "Wardrobe works without it, and passes on every byte itself. For files to go straight to S3, whoever looks after the bucket {bucket} has to put this rule before its other CORS rules (S3 console, Permissions)."
        );
        Self {
            message: format!(
                "{words}\n\nTo add to {}:\n{}\n",
                rules.place, rules.document
            ),
            words,
            policies: vec![rules],
        }
    }
}

/// Keeps the rules that are there. The first that fits decides.
fn cli(bucket: &str, rule: &Value) -> String {
    format!(
        "aws s3api get-bucket-cors --bucket {bucket} --output json > cors.json || echo '{{\"CORSRules\": []}}' > cors.json &&\njq --argjson r '{rule}' '.CORSRules |= [$r] + .' cors.json > cors-new.json &&\naws s3api put-bucket-cors --bucket {bucket} --cors-configuration file://cors-new.json"
    )
}

fn quoted(all: &[&str]) -> String {
    let all: Vec<String> = all.iter().map(|one| format!("\"{one}\"")).collect();
    all.join(", ")
}

fn terraform(bucket: &str, origin: &str) -> String {
    format!(
        "# The first cors_rule of the aws_s3_bucket_cors_configuration of {bucket}.\ncors_rule {{\n  allowed_origins = [\"{origin}\"]\n  allowed_methods = [{}]\n  allowed_headers = [\"*\"]\n  expose_headers  = [{}]\n  max_age_seconds = {REMEMBERED}\n}}\n",
        quoted(&METHODS),
        quoted(&SHOWN)
    )
}

fn cloudformation(origin: &str) -> String {
    format!(
        "# The first of the CorsRules in CorsConfiguration of the AWS::S3::Bucket.\n- AllowedOrigins: [\"{origin}\"]\n  AllowedMethods: [{}]\n  AllowedHeaders: [\"*\"]\n  ExposedHeaders: [{}]\n  MaxAge: {REMEMBERED}\n",
        quoted(&METHODS),
        quoted(&SHOWN)
    )
}
