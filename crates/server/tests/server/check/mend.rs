//! Doing what a remedy says, as an administrator would: pasting its policies where it
//! says, and running its command.

use serde_json::Value;
use wardrobe_sandbox::iam::{OidcProvider, SamlProvider};
use wardrobe_server::policies::Policies;
use wardrobe_server::{PolicyToAdd, Remedy};

use crate::check::setup::{KEY, Setup};

impl Setup {
    /// Does what `remedy` says.
    pub fn mend(&self, remedy: &Remedy) {
        self.paste(&remedy.policies);
        if let Some((_, command)) = remedy.words.split_once("aws iam ") {
            self.run(command);
        }
    }

    /// Makes the providers and pastes the policies that a connection needs.
    pub fn make(&self, needed: &Policies) {
        for provider in &needed.providers {
            self.run(&provider.cli.replace("aws iam ", "").replace('\'', ""));
        }
        self.paste(&needed.policies);
    }

    /// Adds each to what is at its place.
    fn paste(&self, policies: &[PolicyToAdd]) {
        for policy in policies {
            let document: Value = serde_json::from_str(&policy.document).unwrap();
            let statements = document["Statement"].as_array().unwrap().clone();
            let place = policy.place.as_str();
            let arn = || {
                let (_, arn) = place.split_once('(').unwrap();
                arn.split_once(')').unwrap().0.to_owned()
            };
            if place.starts_with("a permissions policy of ") {
                self.may_too(&arn(), statements);
            } else if place.starts_with("the trust policy of ") {
                self.trust_too(&arn(), statements);
            } else if let Some(bucket) = place.strip_prefix("the bucket policy of ") {
                self.bucket_too(bucket, statements);
            } else if place == format!("the key policy of {KEY}") {
                self.key_too(statements);
            } else if place == "the session policy of these credentials" {
                self.session
                    .lock()
                    .unwrap()
                    .as_mut()
                    .unwrap()
                    .extend(statements);
            } else {
                panic!("nobody knows {place}");
            }
        }
    }

    /// A command of the AWS CLI, as far as remedies print any.
    fn run(&self, command: &str) {
        let words: Vec<&str> = command.split_whitespace().collect();
        let option = |name: &str| {
            let at = words.iter().position(|word| *word == name).unwrap();
            words[at + 1].to_owned()
        };
        let world = self.sandbox.world();
        match words[0] {
            "create-open-id-connect-provider" => world.add_oidc_provider(OidcProvider {
                account: crate::check::setup::PARTNER.to_owned(),
                url: option("--url"),
                client_ids: vec![option("--client-id-list")],
            }),
            "add-client-id-to-open-id-connect-provider" => world.add_oidc_provider(OidcProvider {
                account: crate::check::setup::PARTNER.to_owned(),
                url: self.sandbox.openid.issuer().to_owned(),
                client_ids: vec![option("--client-id")],
            }),
            "create-saml-provider" => world
                .add_saml_provider(&SamlProvider {
                    account: crate::check::setup::PARTNER.to_owned(),
                    name: option("--name"),
                    metadata: self.sandbox.saml.metadata(),
                })
                .unwrap(),
            "update-saml-provider" => world
                .add_saml_provider(&SamlProvider {
                    account: crate::check::setup::PARTNER.to_owned(),
                    name: option("--saml-provider-arn")
                        .rsplit('/')
                        .next()
                        .unwrap()
                        .to_owned(),
                    metadata: self.sandbox.saml.metadata(),
                })
                .unwrap(),
            other => panic!("nobody knows aws iam {other}"),
        }
    }
}
