//! Who may have the role that Wardrobe itself runs as.

use serde_json::{Value, json};

use super::{Needed, UNKNOWN_SERVER};
use crate::remedy::Place;
use crate::remedy::forms::EC2;
use crate::{Service, SourceName};

/// Trust in each kind of machine on which the sources of `service` find a role.
pub(super) fn trust(service: &Service, own: &str, needed: &mut Needed) {
    if own == UNKNOWN_SERVER {
        needed.notes.push(format!(
            "Put the ARN of the role that Wardrobe runs as where {UNKNOWN_SERVER} stands."
        ));
    }
    // A user's, or of whoever else has keys: nobody takes that on.
    if !own.contains(":role/") {
        return;
    }
    let sources = service.sources.as_deref().unwrap_or(&SourceName::ALL);
    let mut machines = Vec::new();
    for source in sources {
        match source {
            SourceName::Instance => {
                machines.push((EC2, of_service("ec2", &["sts:AssumeRole"])));
            }
            SourceName::Container => {
                machines.push(("ECS", of_service("ecs-tasks", &["sts:AssumeRole"])));
                // It always sends tags.
                let both = ["sts:AssumeRole", "sts:TagSession"];
                machines.push(("EKS with Pod Identity", of_service("pods.eks", &both)));
            }
            SourceName::WebIdentity => machines.push(("EKS with a service account", of_cluster())),
            SourceName::Environment | SourceName::Profile => {}
        }
    }
    if machines.len() > 1 {
        needed.notes.push(
            "Of the trust policies, the role needs the one for where Wardrobe runs.".to_owned(),
        );
    }
    for (on, statement) in machines {
        let trust = Place::NewTrust {
            arn: own.to_owned(),
            on: Some(on),
        };
        needed.add(trust, vec![statement]);
    }
}

fn of_service(name: &str, actions: &[&str]) -> Value {
    let service = format!("{name}.amazonaws.com");
    json!({ "Effect": "Allow", "Principal": { "Service": service }, "Action": actions })
}

/// <https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html>
fn of_cluster() -> Value {
    let host = "oidc.eks.REGION.amazonaws.com/id/CLUSTER";
    json!({
        "Effect": "Allow",
        "Principal": { "Federated": format!("arn:aws:iam::ACCOUNT:oidc-provider/{host}") },
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": { "StringEquals": {
            format!("{host}:aud"): "sts.amazonaws.com",
            format!("{host}:sub"): "system:serviceaccount:NAMESPACE:NAME",
        } },
    })
}
