//! Messages of AWS, what they mean, and what lifts them: one table, which is also the
//! guide.
mod examples;
mod guide;
mod machines;
mod policies;
mod tokens;

use std::collections::HashSet;

use examples::{Example, PolicyType, Service, all};
use wardrobe_roles::remedy::Place;
use wardrobe_roles::{Denial, Meaning, Said, Trusting, remedy};

fn denial(example: &Example) -> Denial {
    Denial::of(&Said {
        status: example.status,
        code: example.code,
        message: example.message,
        region: example.region,
        ..Said::new(example.service, example.action, example.resource)
    })
}

fn lifted(example: &Example) -> Option<wardrobe_roles::Remedy> {
    let trusting = match example.action {
        "sts:AssumeRoleWithWebIdentity" => Trusting::OpenId {
            issuer: "https://login.example.com/realms/corp",
            client_id: "wardrobe",
        },
        "sts:AssumeRoleWithSAML" => Trusting::Saml {
            acs: "https://files.example.com/saml/acs",
            provider: Some("arn:aws:iam::222222222222:saml-provider/corp"),
        },
        _ => Trusting::Account {
            external_id: Some("7f0c"),
        },
    };
    remedy(&denial(example), Some(trusting))
}

#[test]
fn every_message_means_what_it_says() {
    for example in all() {
        let denial = denial(example);
        assert_eq!(denial.meaning, example.meaning, "{}", example.title);
        let policy = denial.policy.map(|policy| (policy.kind, policy.explicit));
        assert_eq!(policy, example.policy, "{}", example.title);
        let named = example.message.contains("User: ");
        assert_eq!(denial.caller.is_some(), named, "{}", example.title);
    }
}

#[test]
fn every_remedy_adds_where_it_helps_and_nowhere_else() {
    for example in all() {
        let policies = lifted(example)
            .map(|remedy| remedy.policies)
            .unwrap_or_default();
        let places: Vec<&str> = policies
            .iter()
            .map(|policy| match policy.place {
                Place::Identity(_) => "role",
                Place::Trust(_) => "trust",
                Place::Bucket(_) => "bucket",
                Place::Key(_) => "key",
                Place::Session => "session",
                Place::NewIdentity(_) | Place::NewTrust { .. } => "a new role",
            })
            .collect();
        assert_eq!(places, example.adds, "{}", example.title);
        for policy in policies {
            let text = policy.text();
            assert!(
                !text.contains("\"s3:*\"") && !text.contains("\"sts:*\""),
                "{text}"
            );
        }
    }
}

/// An allow lifts no deny and no limit.
#[test]
fn a_deny_is_never_answered_with_an_allow() {
    let denied = all().filter(|example| example.policy.is_some_and(|(_, explicit)| explicit));
    let denied: Vec<&Example> = denied.collect();
    assert!(denied.len() >= 12, "{}", denied.len());
    for example in denied {
        let remedy = lifted(example).expect(example.title);
        assert!(remedy.policies.is_empty() && !remedy.words.is_empty());
        assert!(remedy.message.contains(&remedy.words));
    }
}

#[test]
fn the_table_is_whole() {
    let titles: HashSet<&str> = all().map(|example| example.title).collect();
    assert_eq!(titles.len(), all().count(), "two of one title");
    assert!(titles.len() >= 60, "{}", titles.len());
    for meaning in [
        Meaning::Expired,
        Meaning::SignInEnded,
        Meaning::Denied,
        Meaning::NotTrusted,
        Meaning::MfaFailed,
        Meaning::Missing,
        Meaning::Hidden,
        Meaning::Archived,
        Meaning::WrongRegion,
        Meaning::RegionOff,
        Meaning::WrongClock,
        Meaning::Kms,
        Meaning::ObjectLock,
        Meaning::BlockPublicAccess,
        Meaning::Throttled,
        Meaning::ProviderDown,
        Meaning::Unreachable,
    ] {
        let there = all().any(|example| example.meaning == meaning);
        assert!(there, "{}", meaning.as_str());
    }
    for kind in [
        PolicyType::Identity,
        PolicyType::Resource,
        PolicyType::Trust,
        PolicyType::Session,
        PolicyType::Boundary,
        PolicyType::ServiceControl,
        PolicyType::ResourceControl,
        PolicyType::VpcEndpoint,
    ] {
        for explicit in [true, false] {
            let there = all().any(|example| example.policy == Some((kind, explicit)));
            // RCPFullAWSAccess allows all that these policies do not deny, and cannot be taken away.
            let never = kind == PolicyType::ResourceControl && !explicit;
            assert!(there || never, "{kind:?}, explicit: {explicit}");
        }
    }
    // S3 quotes the resource, STS does not, and some messages have none.
    for (quoting, begins) in [
        ("quoted", "on resource: \""),
        ("plain", "on resource: arn:"),
    ] {
        let count = all().filter(|example| example.message.contains(begins));
        assert!(count.count() >= 5, "{quoting}");
    }
    let without =
        |e: &&Example| e.message.contains("perform: ") && !e.message.contains("on resource");
    assert!(all().filter(without).count() >= 5);
    for service in [
        Service::Sts,
        Service::S3,
        Service::Instance,
        Service::Container,
        Service::Provider,
    ] {
        assert!(
            all().any(|example| example.service == service),
            "{service:?}"
        );
    }
}
