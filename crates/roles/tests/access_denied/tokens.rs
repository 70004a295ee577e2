//! STS and what it is shown: roles, sign-ins and credentials.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html>
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_saml.html>

use crate::examples::{Chapter, Example, Meaning, PolicyType::*, s3, sts};

const ASSUME: &str = "sts:AssumeRole";
const TOKEN: &str = "sts:AssumeRoleWithWebIdentity";
const SAML: &str = "sts:AssumeRoleWithSAML";

pub const ROLES: Chapter = Chapter {
    title: "A role may not be taken on",
    words: "Two policies have to agree: one of the caller's own, and the trust policy of the role. A role that does not exist is refused in the same words as one that does not trust the caller.",
    examples: &[
        Example {
            adds: &["trust", "role"],
            ..sts(
                "A role is refused without a reason",
                ASSUME,
                403,
                "AccessDenied",
                "User: arn:aws:sts::111111111111:assumed-role/wardrobe/i-0abc is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/files",
                Meaning::NotTrusted,
            )
        },
        Example {
            policy: Some((Identity, false)),
            adds: &["role"],
            ..sts(
                "The caller may not take on this role",
                ASSUME,
                403,
                "AccessDenied",
                "User: arn:aws:sts::111111111111:assumed-role/wardrobe/i-0abc is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/files because no identity-based policy allows the sts:AssumeRole action",
                Meaning::Denied,
            )
        },
        Example {
            policy: Some((Trust, false)),
            adds: &["trust"],
            ..sts(
                "The role does not trust the caller",
                ASSUME,
                403,
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/John is not authorized to perform: sts:AssumeRole because no role trust policy allows the sts:AssumeRole action",
                Meaning::NotTrusted,
            )
        },
        Example {
            policy: Some((Trust, true)),
            ..sts(
                "The role's trust policy denies it",
                ASSUME,
                403,
                "AccessDenied",
                "User: arn:aws:iam::777788889999:user/John is not authorized to perform: sts:AssumeRole with an explicit deny in the role trust policy",
                Meaning::NotTrusted,
            )
        },
        Example {
            policy: Some((ServiceControl, true)),
            ..sts(
                "A service control policy denies the role",
                ASSUME,
                403,
                "AccessDenied",
                "User: arn:aws:sts::111111111111:assumed-role/wardrobe/i-0abc is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/files with an explicit deny in a service control policy",
                Meaning::Denied,
            )
        },
        Example {
            adds: &["trust", "role"],
            ..sts(
                "Session tags may not be passed",
                ASSUME,
                403,
                "AccessDenied",
                "User: arn:aws:sts::111111111111:assumed-role/wardrobe/i-0abc is not authorized to perform: sts:TagSession on resource: arn:aws:iam::222222222222:role/files",
                Meaning::NotTrusted,
            )
        },
        Example {
            policy: Some((Identity, false)),
            adds: &["role"],
            ..sts(
                "The source identity may not be set",
                ASSUME,
                403,
                "AccessDenied",
                "User: arn:aws:sts::111111111111:assumed-role/wardrobe/i-0abc is not authorized to perform: sts:SetSourceIdentity on resource: arn:aws:iam::222222222222:role/files because no identity-based policy allows the sts:SetSourceIdentity action",
                Meaning::Denied,
            )
        },
        sts(
            "The root user takes on no role",
            ASSUME,
            403,
            "AccessDenied",
            "Roles may not be assumed by root accounts.",
            Meaning::Denied,
        ),
        sts(
            "The MFA code is wrong, or was used",
            ASSUME,
            403,
            "AccessDenied",
            "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
            Meaning::MfaFailed,
        ),
        sts(
            "The MFA device is not the caller's",
            ASSUME,
            403,
            "AccessDenied",
            "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
            Meaning::MfaFailed,
        ),
        sts(
            "The session is longer than the role allows",
            ASSUME,
            400,
            "ValidationError",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            Meaning::SessionTooLong,
        ),
        sts(
            "A role by way of a role lasts an hour",
            ASSUME,
            400,
            "ValidationError",
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
            Meaning::SessionTooLong,
        ),
        sts(
            "The session's policies are too long",
            ASSUME,
            400,
            "PackedPolicyTooLarge",
            "Packed policy consumes 118% of allotted space",
            Meaning::PolicyTooLarge,
        ),
        sts(
            "STS is off in this region",
            ASSUME,
            403,
            "RegionDisabledException",
            "STS is not activated in this region for account:123456789012. Your account administrator can activate STS in this region using the IAM Console.",
            Meaning::RegionOff,
        ),
        sts(
            "The name of the session cannot be one",
            ASSUME,
            400,
            "ValidationError",
            "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
            Meaning::Invalid,
        ),
    ],
};

pub const SIGN_INS: Chapter = Chapter {
    title: "A sign-in is not accepted",
    words: "`InvalidIdentityToken` is about the provider as the account knows it; `AccessDenied` is about the trust policy of the role: the token or assertion is fine, and a condition is not met.",
    examples: &[
        Example {
            adds: &["trust"],
            ..sts(
                "The role does not trust the ID token",
                TOKEN,
                403,
                "AccessDenied",
                "Not authorized to perform sts:AssumeRoleWithWebIdentity",
                Meaning::NotTrusted,
            )
        },
        Example {
            adds: &["trust"],
            ..sts(
                "The role does not trust the SAML assertion",
                SAML,
                403,
                "AccessDenied",
                "Not authorized to perform sts:AssumeRoleWithSAML",
                Meaning::NotTrusted,
            )
        },
        sts(
            "The account does not know the OpenID provider",
            TOKEN,
            400,
            "InvalidIdentityToken",
            "No OpenIDConnect provider found in your account for https://login.example.com/realms/corp",
            Meaning::BadToken,
        ),
        sts(
            "The OpenID provider does not know the client",
            TOKEN,
            400,
            "InvalidIdentityToken",
            "Incorrect token audience",
            Meaning::BadToken,
        ),
        sts(
            "AWS cannot get the provider's keys",
            TOKEN,
            400,
            "InvalidIdentityToken",
            "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
            Meaning::ProviderDown,
        ),
        sts(
            "AWS does not reach the provider",
            TOKEN,
            400,
            "IDPCommunicationError",
            "The request could not be fulfilled because the identity provider (IDP) that was asked to verify the incoming identity token could not be reached.",
            Meaning::ProviderDown,
        ),
        sts(
            "The provider's certificate has changed",
            TOKEN,
            400,
            "InvalidIdentityToken",
            "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint",
            Meaning::BadToken,
        ),
        sts(
            "It was no ID token",
            TOKEN,
            400,
            "InvalidIdentityToken",
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
            Meaning::BadToken,
        ),
        sts(
            "The ID token has ended",
            TOKEN,
            400,
            "ExpiredTokenException",
            "Token expired: current date/time 1740387458 must be before the expiration date/time 1740319004",
            Meaning::SignInEnded,
        ),
        sts(
            "The SAML response is older than five minutes",
            SAML,
            400,
            "ExpiredTokenException",
            "Token must be redeemed within 5 minutes of issuance",
            Meaning::SignInEnded,
        ),
        sts(
            "The SAML signature is not of the metadata that AWS has",
            SAML,
            400,
            "InvalidIdentityToken",
            "Response signature invalid",
            Meaning::BadToken,
        ),
        sts(
            "The account does not know the SAML provider",
            SAML,
            400,
            "InvalidIdentityToken",
            "Specified provider doesn't exist",
            Meaning::BadToken,
        ),
        sts(
            "The audience of the assertion is wrong",
            SAML,
            400,
            "InvalidIdentityToken",
            "Response does not contain the required audience.",
            Meaning::BadToken,
        ),
        sts(
            "The assertion names nobody",
            SAML,
            400,
            "InvalidIdentityToken",
            "RoleSessionName is required in AuthnResponse",
            Meaning::BadToken,
        ),
    ],
};

pub const CREDENTIALS: Chapter = Chapter {
    title: "The credentials themselves",
    words: "These are no refusals: more rights would not help.",
    examples: &[
        s3(
            "The credentials have ended",
            "s3:ListBucket",
            "arn:aws:s3:::amzn-s3-demo-bucket1",
            400,
            "ExpiredToken",
            "The provided token has expired.",
            Meaning::Expired,
        ),
        sts(
            "The credentials have ended, says STS",
            ASSUME,
            403,
            "ExpiredToken",
            "The security token included in the request is expired",
            Meaning::Expired,
        ),
        s3(
            "The access key is unknown",
            "s3:ListBucket",
            "arn:aws:s3:::amzn-s3-demo-bucket1",
            403,
            "InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records.",
            Meaning::UnknownKeys,
        ),
        s3(
            "The session token is not of this key",
            "s3:ListBucket",
            "arn:aws:s3:::amzn-s3-demo-bucket1",
            400,
            "InvalidToken",
            "The provided token is malformed or otherwise invalid.",
            Meaning::UnknownKeys,
        ),
        s3(
            "The secret key is wrong",
            "s3:ListBucket",
            "arn:aws:s3:::amzn-s3-demo-bucket1",
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
            Meaning::UnknownKeys,
        ),
        sts(
            "The credentials are unknown to STS",
            "sts:GetCallerIdentity",
            403,
            "InvalidClientTokenId",
            "The security token included in the request is invalid.",
            Meaning::UnknownKeys,
        ),
        s3(
            "The clock is wrong",
            "s3:ListBucket",
            "arn:aws:s3:::amzn-s3-demo-bucket1",
            403,
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.",
            Meaning::WrongClock,
        ),
        sts(
            "The clock is wrong, says STS",
            ASSUME,
            403,
            "SignatureDoesNotMatch",
            "Signature expired: 20260101T120000Z is now earlier than 20260101T121500Z (20260101T123000Z - 15 min.)",
            Meaning::WrongClock,
        ),
    ],
};
