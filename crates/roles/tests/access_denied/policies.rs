//! Policies that say no, in the words of AWS's documentation:
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html>
//! and of its blog on policy ARNs:
//! <https://aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns>

use crate::examples::{Chapter, Example, Meaning, PolicyType::*, read, s3};

pub const LACKING: Chapter = Chapter {
    title: "Nothing allows it",
    words: "AWS names the kind of policy in which an allow is missing. It does so within an account and an organization; across them it says nothing but *Access Denied*.",
    examples: &[
        read(
            "No policy of the user or role allows it",
            "User: arn:aws:iam::123456789012:user/MaryMajor is not authorized to perform: s3:GetObject because no identity-based policy allows the s3:GetObject action",
            Some((Identity, false)),
            &["role"],
        ),
        read(
            "The same, with the object in quotes",
            "User: arn:aws:sts::123456789012:assumed-role/files/ada@example.com is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/photos/*.jpg\" because no identity-based policy allows the s3:GetObject action",
            Some((Identity, false)),
            &["role"],
        ),
        read(
            "The same, with the object not in quotes",
            "User: arn:aws:sts::123456789012:assumed-role/files/ada is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::amzn-s3-demo-bucket1/object-name because no identity-based policy allows the s3:GetObject action",
            Some((Identity, false)),
            &["role"],
        ),
        Example {
            policy: Some((Identity, false)),
            adds: &["role"],
            ..s3(
                "A folder may not be listed",
                "s3:ListBucket",
                "arn:aws:s3:::amzn-s3-demo-bucket1",
                403,
                "AccessDenied",
                "User: arn:aws:sts::123456789012:assumed-role/files/ada is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1\" because no identity-based policy allows the s3:ListBucket action",
                Meaning::Denied,
            )
        },
        Example {
            policy: Some((Identity, false)),
            adds: &["role"],
            ..s3(
                "The buckets may not be listed",
                "s3:ListAllMyBuckets",
                "*",
                403,
                "AccessDenied",
                "User: arn:aws:sts::123456789012:assumed-role/files/ada is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action",
                Meaning::Denied,
            )
        },
        Example {
            policy: Some((Identity, false)),
            adds: &["role"],
            ..s3(
                "Tags may not be written with the object",
                "s3:PutObject",
                "arn:aws:s3:::amzn-s3-demo-bucket1/object-name",
                403,
                "AccessDenied",
                "User: arn:aws:sts::123456789012:assumed-role/files/ada is not authorized to perform: s3:PutObjectTagging on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\" because no identity-based policy allows the s3:PutObjectTagging action",
                Meaning::Denied,
            )
        },
        Example {
            policy: Some((Identity, false)),
            adds: &["role"],
            ..s3(
                "A role of IAM Identity Center may not",
                "s3:DeleteObject",
                "arn:aws:s3:::amzn-s3-demo-bucket1/object-name",
                403,
                "AccessDenied",
                "User: arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_ReadOnly_0123456789abcdef/ada is not authorized to perform: s3:DeleteObject on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\" because no identity-based policy allows the s3:DeleteObject action",
                Meaning::Denied,
            )
        },
        read(
            "The bucket policy of another account does not allow it",
            "User: arn:aws:iam::123456789012:user/MaryMajor is not authorized to perform: s3:GetObject because no resource-based policy allows the s3:GetObject action",
            Some((Resource, false)),
            &["bucket"],
        ),
        read(
            "The session policy does not allow it",
            "User: arn:aws:iam::123456789012:user/MaryMajor is not authorized to perform: s3:GetObject because no session policy allows the s3:GetObject action",
            Some((Session, false)),
            &["session"],
        ),
        read(
            "The session policy does not allow it, with the object",
            "User: arn:aws:sts::123456789012:assumed-role/files/ada is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\" because no session policy allows the s3:GetObject action",
            Some((Session, false)),
            &["session"],
        ),
        read(
            "The permissions boundary does not allow it",
            "User: arn:aws:iam::123456789012:user/MaryMajor is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\" because no permissions boundary allows the s3:GetObject action",
            Some((Boundary, false)),
            &[],
        ),
        read(
            "No service control policy allows it",
            "User: arn:aws:iam::777788889999:user/MaryMajor is not authorized to perform: s3:GetObject because no service control policy allows the s3:GetObject action",
            Some((ServiceControl, false)),
            &[],
        ),
        read(
            "The policy of the VPC endpoint does not allow it",
            "User: arn:aws:iam::123456789012:user/MaryMajor is not authorized to perform: s3:GetObject because no VPC endpoint policy allows the s3:GetObject action",
            Some((VpcEndpoint, false)),
            &[],
        ),
    ],
};

pub const DENIED: Chapter = Chapter {
    title: "Something denies it",
    words: "A deny wins over every allow. Whoever wrote it has to change it; adding a policy does not help, and none is offered here.",
    examples: &[
        read(
            "A policy of the user or role denies it",
            "User: arn:aws:iam::123456789012:user/MaryMajor is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\" with an explicit deny in an identity-based policy",
            Some((Identity, true)),
            &[],
        ),
        read(
            "The same, with the policy's ARN",
            "User: arn:aws:iam::123456789012:user/MaryMajor is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\" with an explicit deny in an identity-based policy: arn:aws:iam::123456789012:policy/DenyArchive",
            Some((Identity, true)),
            &[],
        ),
        read(
            "The bucket policy denies it",
            "User: arn:aws:iam::123456789012:user/MaryMajor is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\" with an explicit deny in a resource-based policy",
            Some((Resource, true)),
            &[],
        ),
        read(
            "The session policy denies it",
            "User: arn:aws:iam::123456789012:user/MaryMajor is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\" with an explicit deny in a session policy",
            Some((Session, true)),
            &[],
        ),
        read(
            "The session policy denies it, as IAM writes it",
            "User: arn:aws:iam::123456789012:user/John is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::amzn-s3-demo-bucket1/object-name with an explicit deny in a sessions policy",
            Some((Session, true)),
            &[],
        ),
        read(
            "The permissions boundary denies it",
            "User: arn:aws:iam::777788889999:user/MaryMajor is not authorized to perform: s3:GetObject with an explicit deny in a permissions boundary",
            Some((Boundary, true)),
            &[],
        ),
        read(
            "The permissions boundary denies it, with its ARN",
            "User: arn:aws:iam::123456789012:user/MaryMajor is not authorized to perform: s3:GetObject with an explicit deny in a permissions boundary: arn:aws:iam::123456789012:policy/DeveloperBoundary",
            Some((Boundary, true)),
            &[],
        ),
        read(
            "A service control policy denies it",
            "User: arn:aws:iam::777788889999:user/MaryMajor is not authorized to perform: s3:GetObject with an explicit deny in a service control policy",
            Some((ServiceControl, true)),
            &[],
        ),
        read(
            "A service control policy denies it, with its ARN",
            "User: arn:aws:iam::123456789012:user/Matt is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\" with an explicit deny in a service control policy: arn:aws:organizations::987654321098:policy/o-qv5af4abcd/service_control_policy/p-2kgnabcd",
            Some((ServiceControl, true)),
            &[],
        ),
        read(
            "A resource control policy denies it",
            "User: arn:aws:iam::777788889999:user/MaryMajor is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\" with an explicit deny in a resource control policy",
            Some((ResourceControl, true)),
            &[],
        ),
        read(
            "A resource control policy denies it, with its ARN after a comma",
            "User: arn:aws:iam::777788889999:user/MaryMajor is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\" with an explicit deny in a resource control policy, with policy ARN: arn:aws:organizations::987654321098:policy/o-qv5af4abcd/resource_control_policy/p-7hgnabcd",
            Some((ResourceControl, true)),
            &[],
        ),
        read(
            "The policy of the VPC endpoint denies it",
            "User: arn:aws:iam::123456789012:user/MaryMajor is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\" with an explicit deny in a VPC endpoint policy",
            Some((VpcEndpoint, true)),
            &[],
        ),
        read(
            "A service control policy denies it on the way through a VPC endpoint",
            "User: arn:aws:sts::111122223333:assumed-role/role-name/role-session-name is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::amzn-s3-demo-bucket1/object-name with an explicit deny in a VPC endpoint policy transitively through a service control policy",
            Some((ServiceControl, true)),
            &[],
        ),
        read(
            "A word of the command line before it",
            "An error occurred (AccessDenied) when calling the GetObject operation: User: arn:aws:iam::777788889999:user/MaryMajor is not authorized to perform: s3:GetObject with an explicit deny in a resource control policy",
            Some((ResourceControl, true)),
            &[],
        ),
    ],
};

pub const PLAIN: Chapter = Chapter {
    title: "AWS gives no reason, or another one",
    words: "Across organizations, on directory buckets, and in the answer to a HEAD, S3 keeps its reasons to itself.",
    examples: &[
        read(
            "Access Denied, and nothing else",
            "Access Denied",
            None,
            &["role"],
        ),
        Example {
            code: None,
            status: Some(403),
            ..read(
                "The answer to a HEAD",
                "S3 answered 403 and gave no reason.",
                None,
                &["role"],
            )
        },
        Example {
            adds: &["role", "bucket"],
            ..read(
                "The caller and the action, but no reason",
                "User: arn:aws:sts::123456789012:assumed-role/files/ada is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\"",
                None,
                &[],
            )
        },
        Example {
            meaning: Meaning::Hidden,
            ..read(
                "It is not there, or hidden",
                "User: arn:aws:sts::123456789012:assumed-role/files/ada is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1\" because no identity-based policy allows the s3:ListBucket action",
                Some((Identity, false)),
                &["role"],
            )
        },
        s3(
            "It is not there",
            "s3:GetObject",
            "arn:aws:s3:::amzn-s3-demo-bucket1/object-name",
            404,
            "NoSuchKey",
            "The specified key does not exist.",
            Meaning::Missing,
        ),
        s3(
            "The bucket is not there",
            "s3:ListBucket",
            "arn:aws:s3:::amzn-s3-demo-bucket9",
            404,
            "NoSuchBucket",
            "The specified bucket does not exist",
            Meaning::Missing,
        ),
        s3(
            "It is archived",
            "s3:GetObject",
            "arn:aws:s3:::amzn-s3-demo-bucket1/2019/it's cold.tar",
            403,
            "InvalidObjectState",
            "The operation is not valid for the object's storage class",
            Meaning::Archived,
        ),
        Example {
            region: Some("eu-west-1"),
            ..s3(
                "The bucket is in another region",
                "s3:ListBucket",
                "arn:aws:s3:::amzn-s3-demo-bucket1",
                301,
                "PermanentRedirect",
                "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
                Meaning::WrongRegion,
            )
        },
        s3(
            "The bucket is in another region, named in the words alone",
            "s3:ListBucket",
            "arn:aws:s3:::amzn-s3-demo-bucket1",
            400,
            "AuthorizationHeaderMalformed",
            "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
            Meaning::WrongRegion,
        ),
        s3(
            "Too many requests",
            "s3:ListBucket",
            "arn:aws:s3:::amzn-s3-demo-bucket1",
            503,
            "SlowDown",
            "Please reduce your request rate.",
            Meaning::Throttled,
        ),
        s3(
            "S3 has trouble of its own",
            "s3:GetObject",
            "arn:aws:s3:::amzn-s3-demo-bucket1/object-name",
            500,
            "InternalError",
            "We encountered an internal error. Please try again.",
            Meaning::Failed,
        ),
        s3(
            "Somebody else was faster",
            "s3:PutObject",
            "arn:aws:s3:::amzn-s3-demo-bucket1/object-name",
            412,
            "PreconditionFailed",
            "At least one of the pre-conditions you specified did not hold",
            Meaning::PreconditionFailed,
        ),
    ],
};

pub const ENCRYPTED: Chapter = Chapter {
    title: "The key that encrypts it",
    words: "What S3 encrypts with a key of KMS takes a permission for that key as well: `kms:Decrypt` to read, `kms:GenerateDataKey` to write.",
    examples: &[
        Example {
            meaning: Meaning::Kms,
            ..read(
                "No policy of the role allows the key",
                "User: arn:aws:sts::123456789012:assumed-role/files/ada is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-2:123456789012:key/b997e702-260d-456b-95c4-270624f53307 because no identity-based policy allows the kms:Decrypt action",
                Some((Identity, false)),
                &["role"],
            )
        },
        Example {
            action: "s3:PutObject",
            meaning: Meaning::Kms,
            ..read(
                "The key policy does not allow it",
                "User: arn:aws:sts::123456789012:assumed-role/files/ada is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:eu-west-2:123456789012:key/b997e702-260d-456b-95c4-270624f53307 because no resource-based policy allows the kms:GenerateDataKey action",
                Some((Resource, false)),
                &["key"],
            )
        },
        Example {
            action: "s3:PutObject",
            meaning: Meaning::Kms,
            ..read(
                "The session policy does not allow the key",
                "User: arn:aws:sts::123456789012:assumed-role/files/ada is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:eu-west-2:123456789012:key/b997e702-260d-456b-95c4-270624f53307 because no session policy allows the kms:GenerateDataKey action",
                Some((Session, false)),
                &["session"],
            )
        },
        Example {
            meaning: Meaning::Kms,
            ..read(
                "The key policy denies it",
                "User: arn:aws:sts::123456789012:assumed-role/files/ada is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-central-1:123456789012:key/e7b0fb1b-8903-4a44-afd9-baa76f246adc with an explicit deny in a resource-based policy",
                Some((Resource, true)),
                &[],
            )
        },
        Example {
            meaning: Meaning::Kms,
            ..read(
                "The key of another account is not there, or does not allow it",
                "User: arn:aws:sts::123456789012:assumed-role/files/ada is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-2:999999999999:key/b997e702-260d-456b-95c4-270624f53307 because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access",
                Some((Resource, false)),
                &["key"],
            )
        },
        s3(
            "The key is switched off",
            "s3:GetObject",
            "arn:aws:s3:::amzn-s3-demo-bucket1/object-name",
            400,
            "KMS.DisabledException",
            "arn:aws:kms:eu-west-2:123456789012:key/b997e702-260d-456b-95c4-270624f53307 is disabled.",
            Meaning::Kms,
        ),
        s3(
            "The key is about to be deleted",
            "s3:GetObject",
            "arn:aws:s3:::amzn-s3-demo-bucket1/object-name",
            400,
            "KMS.KMSInvalidStateException",
            "arn:aws:kms:eu-west-2:123456789012:key/b997e702-260d-456b-95c4-270624f53307 is pending deletion.",
            Meaning::Kms,
        ),
    ],
};

pub const PROTECTED: Chapter = Chapter {
    title: "What is protected",
    words: "S3 refuses these to everybody whose request is of that kind, whatever they may do otherwise.",
    examples: &[
        s3(
            "Object Lock keeps it",
            "s3:DeleteObjectVersion",
            "arn:aws:s3:::amzn-s3-demo-bucket1/object-name",
            403,
            "AccessDenied",
            "Access Denied because object protected by object lock.",
            Meaning::ObjectLock,
        ),
        s3(
            "Block Public Access refuses a public ACL",
            "s3:PutObject",
            "arn:aws:s3:::amzn-s3-demo-bucket1/object-name",
            403,
            "AccessDenied",
            "User: arn:aws:sts::123456789012:user/MaryMajor is not authorized to perform: s3:CopyObject on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\" because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.",
            Meaning::BlockPublicAccess,
        ),
        s3(
            "Block Public Access refuses a public bucket policy",
            "s3:PutBucketPolicy",
            "arn:aws:s3:::amzn-s3-demo-bucket1",
            403,
            "AccessDenied",
            "User: arn:aws:sts::123456789012:user/MaryMajor is not authorized to perform: s3:PutBucketPolicy on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.",
            Meaning::BlockPublicAccess,
        ),
        s3(
            "The bucket takes no SSE-C",
            "s3:PutObject",
            "arn:aws:s3:::amzn-s3-demo-bucket1/object-name",
            403,
            "AccessDenied",
            "User: arn:aws:iam::123456789012:user/MaryMajor  is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::amzn-s3-demo-bucket1/object-name\" because this bucket has blocked upload requests that specify Server Side Encryption with Customer provided keys (SSE-C). Please specify a different server-side encryption type",
            Meaning::EncryptionBlocked,
        ),
        s3(
            "An address for sharing has ended",
            "s3:GetObject",
            "arn:aws:s3:::amzn-s3-demo-bucket1/object-name",
            403,
            "AccessDenied",
            "Request has expired",
            Meaning::LinkEnded,
        ),
    ],
};
