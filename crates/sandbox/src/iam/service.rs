//! The part of the IAM service that sets up roles and identity providers, over the
//! Query protocol. What it changes lasts as long as the sandbox runs.
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html>

use std::time::{Duration, SystemTime};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{
    Context, Decision, Kind, OidcProvider, Policy, Principal, Request, Role, SamlProvider, World,
};
use crate::sts::{Parameters, Refusal, element};

/// The elements inside `…Result`.
type Answer = Result<String, Refusal>;

/// One request with who made it.
pub(crate) struct Call<'a> {
    pub world: &'a World,
    pub caller: &'a Principal,
    pub parameters: &'a Parameters,
    pub context: Context,
}

impl Call<'_> {
    /// Does what `operation` asks for; `None` when it is none of IAM's.
    pub(crate) fn answer(&self, operation: &str) -> Option<Answer> {
        Some(match operation {
            "CreateRole" => self.create_role(),
            "GetRole" => self.get_role(),
            "UpdateAssumeRolePolicy" => self.update_assume_role_policy(),
            "PutRolePolicy" => self.put_role_policy(),
            "DeleteRolePolicy" => self.delete_role_policy(),
            "CreateOpenIDConnectProvider" => self.create_oidc_provider(),
            "CreateSAMLProvider" => self.create_saml_provider(),
            _ => return None,
        })
    }

    fn allowed(&self, action: &str, resource: &str) -> Result<(), Refusal> {
        let decision = self.world.authorize(&Request {
            principal: Some(self.caller),
            action: &format!("iam:{action}"),
            resource,
            resource_account: &self.caller.account,
            context: self.context.clone(),
        });
        match decision {
            Decision::Allow => Ok(()),
            Decision::Deny { message } => Err(Refusal::new(403, "AccessDenied", message)),
        }
    }

    fn role_arn(&self) -> Result<String, Refusal> {
        let name = self.parameters.required("RoleName")?;
        Ok(format!("arn:aws:iam::{}:role/{name}", self.caller.account))
    }

    fn role(&self, action: &str) -> Result<Role, Refusal> {
        let arn = self.role_arn()?;
        self.allowed(action, &arn)?;
        self.world.role(&arn).ok_or_else(|| {
            let name = arn.rsplit('/').next().unwrap_or_default();
            let words = format!("The role with name {name} cannot be found.");
            Refusal::new(404, "NoSuchEntity", words)
        })
    }

    fn policy(&self, kind: Kind, name: &str) -> Result<Policy, Refusal> {
        let text = self.parameters.required(name)?;
        Policy::parse(kind, text)
            .map_err(|reason| Refusal::new(400, "MalformedPolicyDocument", reason))
    }

    /// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html>
    fn create_role(&self) -> Answer {
        let arn = self.role_arn()?;
        self.allowed("CreateRole", &arn)?;
        let name = self.parameters.required("RoleName")?;
        let trust = self.policy(Kind::Trust, "AssumeRolePolicyDocument")?;
        if self.world.role(&arn).is_some() {
            let words = format!("Role with name {name} already exists.");
            return Err(Refusal::new(409, "EntityAlreadyExists", words));
        }
        let mut role = Role::new(&self.caller.account, name, trust, Vec::new());
        if let Some(seconds) = self.parameters.get("MaxSessionDuration") {
            let seconds = seconds
                .parse()
                .ok()
                .filter(|s| (3_600..=43_200).contains(s));
            let wrong = || {
                let words = "1 validation error detected: Value at 'maxSessionDuration' failed to satisfy constraint: Member must have value between 3600 and 43200";
                Refusal::new(400, "ValidationError", words)
            };
            role.max_session = Duration::from_secs(seconds.ok_or_else(wrong)?);
        }
        let answer = described(&role, self.parameters.required("AssumeRolePolicyDocument")?);
        self.world.add_role(role);
        Ok(answer)
    }

    /// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html>
    fn get_role(&self) -> Answer {
        Ok(described(&self.role("GetRole")?, "{}"))
    }

    /// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html>
    fn update_assume_role_policy(&self) -> Answer {
        let mut role = self.role("UpdateAssumeRolePolicy")?;
        role.trust = self.policy(Kind::Trust, "PolicyDocument")?;
        self.world.add_role(role);
        Ok(String::new())
    }

    /// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html>
    fn put_role_policy(&self) -> Answer {
        let mut role = self.role("PutRolePolicy")?;
        let name = self.parameters.required("PolicyName")?;
        let policy = self.policy(Kind::Identity, "PolicyDocument")?;
        role.inline.insert(name.to_owned(), policy);
        self.world.add_role(role);
        Ok(String::new())
    }

    /// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html>
    fn delete_role_policy(&self) -> Answer {
        let mut role = self.role("DeleteRolePolicy")?;
        let name = self.parameters.required("PolicyName")?;
        if role.inline.remove(name).is_none() {
            let words = format!("The role policy with name {name} cannot be found.");
            return Err(Refusal::new(404, "NoSuchEntity", words));
        }
        self.world.add_role(role);
        Ok(String::new())
    }

    /// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html>
    fn create_oidc_provider(&self) -> Answer {
        let url = self.parameters.required("Url")?;
        let provider = OidcProvider {
            account: self.caller.account.clone(),
            url: url.trim_end_matches('/').to_owned(),
            client_ids: self
                .parameters
                .list("ClientIDList", "")
                .into_iter()
                .map(str::to_owned)
                .collect(),
        };
        let arn = provider.arn();
        self.allowed("CreateOpenIDConnectProvider", &arn)?;
        self.world.add_oidc_provider(provider);
        Ok(element("OpenIDConnectProviderArn", &arn))
    }

    /// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html>
    fn create_saml_provider(&self) -> Answer {
        let provider = SamlProvider {
            account: self.caller.account.clone(),
            name: self.parameters.required("Name")?.to_owned(),
            metadata: self.parameters.required("SAMLMetadataDocument")?.to_owned(),
        };
        let arn = provider.arn();
        self.allowed("CreateSAMLProvider", &arn)?;
        self.world
            .add_saml_provider(&provider)
            .map_err(|error| Refusal::new(400, "InvalidInput", error.to_string()))?;
        Ok(element("SAMLProviderArn", &arn))
    }
}

/// As in XML.
fn now() -> String {
    let now = OffsetDateTime::from(SystemTime::now()).replace_nanosecond(0);
    let now = now.ok().and_then(|now| now.format(&Rfc3339).ok());
    now.unwrap_or_default()
}

fn described(role: &Role, trust: &str) -> String {
    let inner = element("Path", "/")
        + &element("RoleName", &role.name)
        + &element("RoleId", &role.id())
        + &element("Arn", &role.arn())
        + &element("CreateDate", &now())
        + &element("AssumeRolePolicyDocument", trust)
        + &element(
            "MaxSessionDuration",
            &role.max_session.as_secs().to_string(),
        );
    format!("<Role>{inner}</Role>")
}
