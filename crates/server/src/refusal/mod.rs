//! A refusal and its remedy, as the page gets them.

mod cors;

use serde::Serialize;
use utoipa::ToSchema;

/// A refusal by AWS.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Denial {
    /// Such as `s3:GetObject`: the action AWS named, else the one tried.
    pub action: String,
    /// An ARN.
    pub resource: String,
    /// The principal AWS named, or the one that asked, if known.
    pub caller: Option<String>,
    /// One word for which refusal it is: `denied`, `kms`, `object-lock`, …
    pub meaning: String,
    /// The type of policy AWS named, if it did: `identity-based`, `session`, …
    pub policy_type: Option<String>,
    /// Whether that policy denies it; else nothing of its type allows it.
    pub explicit: Option<bool>,
    /// That policy's ARN, if AWS named it.
    pub policy_arn: Option<String>,
    /// What the sign-in said, by the keys that a trust policy may put conditions on.
    pub says: Vec<SaidBySignIn>,
    /// AWS's error code.
    pub aws_code: Option<String>,
    /// AWS's own words.
    pub aws_message: String,
    /// AWS's request id.
    pub aws_request_id: Option<String>,
}

/// What a sign-in says of itself: never the token or the assertion.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SaidBySignIn {
    /// Such as `SAML:aud`.
    pub key: String,
    /// What AWS finds there.
    pub value: String,
}

impl Denial {
    /// What was taken apart, and the number AWS answered under.
    pub(crate) fn of(denial: &wardrobe_roles::Denial, aws_request_id: Option<String>) -> Self {
        let policy = denial.policy.as_ref();
        Self {
            action: denial.action.clone(),
            resource: denial.resource.clone(),
            caller: denial.caller.clone(),
            meaning: denial.meaning.as_str().to_owned(),
            policy_type: policy.map(|policy| policy.kind.as_str().to_owned()),
            explicit: policy.map(|policy| policy.explicit),
            policy_arn: policy.and_then(|policy| policy.arn.clone()),
            says: denial
                .says
                .iter()
                .cloned()
                .map(|(key, value)| SaidBySignIn { key, value })
                .collect(),
            aws_code: denial.code.clone(),
            aws_message: denial.message.clone(),
            aws_request_id,
        }
    }

    /// A refusal by a connection, of which AWS was not asked.
    pub(crate) fn by_connection(action: &str, resource: String, caller: &str) -> Self {
        Self {
            action: action.to_owned(),
            resource,
            caller: Some(caller.to_owned()),
            meaning: wardrobe_roles::Meaning::Denied.as_str().to_owned(),
            ..Self::default()
        }
    }
}

/// What would lift a refusal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Remedy {
    /// A sentence or two: who has to do what.
    pub words: String,
    /// The statements to add.
    pub policies: Vec<PolicyToAdd>,
    /// All of it, to send to whoever can do it.
    pub message: String,
}

/// A policy: of a new role, or whose statements have to be added to one that is there.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyToAdd {
    /// Where it belongs.
    pub place: String,
    /// JSON, as it can be pasted.
    pub document: String,
    /// Commands for a shell with the AWS CLI.
    pub cli: Option<String>,
    /// Terraform.
    pub terraform: Option<String>,
    /// CloudFormation, in YAML.
    pub cloudformation: Option<String>,
    /// Why there is no room for it there, if there is none.
    pub too_long: Option<String>,
}

impl From<wardrobe_roles::Remedy> for Remedy {
    fn from(remedy: wardrobe_roles::Remedy) -> Self {
        Self {
            words: remedy.words,
            policies: remedy.policies.iter().map(PolicyToAdd::of).collect(),
            message: remedy.message,
        }
    }
}

impl PolicyToAdd {
    pub(crate) fn of(policy: &wardrobe_roles::PolicyToAdd) -> Self {
        let forms = policy.forms();
        Self {
            place: policy.place.to_string(),
            document: forms.json,
            cli: forms.cli,
            terraform: forms.terraform,
            cloudformation: forms.cloudformation,
            too_long: policy.too_long(),
        }
    }
}
